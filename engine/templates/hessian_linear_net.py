"""The Hessian of the smallest network with a non-convex error."""

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def hessian_linear_net(draw: Draw) -> Exercise:
    """Error, Hessian and its determinant for two linear units in a row, at a point."""
    graph = (
        Graph()
        .then("e", OPS["product_error"](), "w2", "w1", "x", "t")
        .then("H", OPS["linear_net_hessian"](), "w1", "w2", "x", "e")
        .then("D", OPS["determinant"](), "H")
    )
    leaves = {name: draw.array(1, 1, low=-2, high=2, places=1) for name in ("w2", "w1", "x", "t")}
    intro = (
        "Two linear units in a row: the input $x$ is multiplied by $w^{(1)}$, then by $w^{(2)}$, "
        r"and $E = \frac{1}{2} e^2$. Find the Hessian $h_{ij} = \partial^2 E / \partial w^{(i)} "
        r"\partial w^{(j)}$ at the point given, and its determinant $D$: where that is below 0, "
        "the error curves up one way and down another."
    )
    return graph_exercise(intro, graph, leaves, graph.names)
