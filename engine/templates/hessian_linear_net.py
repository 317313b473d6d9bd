"""The Hessian of the smallest network whose error is not convex."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template


@template(warm_up={"asked": "curvatures"}, hard={"samples": 2})
def hessian_linear_net(
    draw: Draw,
    asked: Literal["curvatures", "determinant"] = "determinant",
    samples: Literal[1, 2] = 1,
) -> Exercise:
    """Error, Hessian and its determinant at a point, for two linear units in a row."""
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
        "Two linear units in a row: the input $x$ is multiplied by $w^{(1)}$, then by $w^{(2)}$, "
        + (
            r"and $E = \frac{1}{2} e^2$. "
            if samples == 1
            else r"and with two samples $E$ adds up $\frac{1}{2} d^2$ of both errors $d$: the "
            r"Hessian $H$ is the sum of $H^{(1)}$ and $H^{(2)}$, one for each sample. "
        )
        + r"With $h_{ij} = \partial^2 E / \partial w^{(i)} \partial w^{(j)}$, "
        + (
            "find the error and how it curves along each weight by itself, at the point given."
            if asked == "curvatures"
            else "find the Hessian at the point given, and its determinant $D$: where that is "
            "below 0, the error curves up one way and down another."
        )
    )
    ask = ["H[0,0]", "H[1,1]"] if asked == "curvatures" else ["H", "D"]
    return graph_exercise(intro, graph, leaves, [*errors, *ask])
