"""The Hessian of the smallest network whose error is not convex."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"asked": "curvatures"}, hard={"samples": 2})
def hessian_linear_net(
    draw: Draw,
    asked: Literal["curvatures", "determinant"] = "determinant",
    samples: Literal[1, 2] = 1,
    ask: Ask = "few",
) -> Exercise:
    """Hessian of the error at a point, and its determinant, for two linear units in a row."""
    errors: list[str] = []
    parts: list[str] = []
    graph = Graph()
    for sample in [""] if samples == 1 else ["1", "2"]:
        x, t, hessian = f"x{sample}", f"t{sample}", f"H{sample}"
        e = f"d{sample}" if sample else "e"
        graph = graph.then(e, OPS["product_error"](), "w2", "w1", x, t)
        graph = graph.then(hessian, OPS["linear_net_hessian"](), "w1", "w2", x, e)
        errors, parts = [*errors, e], [*parts, hessian]
    if samples > 1:
        graph = graph.then("H", OPS["gradient_sum"](), *parts)
    graph = graph.then("D", OPS["determinant"](), "H")
    leaves = {name: draw.array(1, 1, low=-2, high=2, places=1) for name in graph.leaves}
    intro = (
        "Two linear units in a row multiply the input $x$ by $w^{(1)}$, then by $w^{(2)}$. "
        + (
            r"The loss is $E = \frac{1}{2} e^2$, with the error $e$, "
            if samples == 1
            else r"For two examples the loss $E$ is the sum of $\frac{1}{2} d^2$ over their errors "
            r"$d$, so its Hessian $H$ is the sum of $H^{(1)}$ and $H^{(2)}$, one for each example, "
        )
        + r"and $h_{ij} = \partial^2 E / \partial w^{(i)} \partial w^{(j)}$. Find "
        + ("the error" if samples == 1 else "both errors")
        + (
            r", $h_{11}$ and $h_{22}$ at the point given."
            if asked == "curvatures"
            else f", {'the Hessian' if ask == 'all' else 'the mixed derivative $h_{12}$'} and the "
            "determinant $D$ of the Hessian at the point given. If $D$ is negative, the loss "
            "curves up in one direction and down in another."
        )
    )
    if asked == "curvatures":
        entries = ["H[0,0]", "H[1,1]"]
    else:
        entries = ["H", "D"] if ask == "all" else ["H[0,1]", "D"]
    return graph_exercise(intro, graph, leaves, [*errors, *entries])
