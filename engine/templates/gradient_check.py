"""A derivative checked by measuring."""

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def gradient_check(draw: Draw) -> Exercise:
    """Central difference, derivative and relative error of a small function at a point."""
    cube, slope = draw.choice([0.5, 2.0, -0.5, -2.0]), draw.choice([1.5, 2.0, 3.0])
    graph = (
        Graph()
        .then("f_plus", OPS["cubic"](cube, slope, 1), "w", "h")
        .then("f_minus", OPS["cubic"](cube, slope, -1), "w", "h")
        .then("n", OPS["central_difference"](), "f_plus", "f_minus", "h")
        .then("a", OPS["cubic_slope"](cube, slope), "w")
        .then("r", OPS["relative_error"](), "n", "a")
    )
    leaves = {
        "w": draw.array(1, 1, low=-2, high=2, places=1),
        "h": draw.array(1, 1, low=0.1, high=0.4, places=1),
    }
    intro = (
        f"Check the derivative of $f(w) = {cube:g}\\,w^3 + {slope:g}\\,w$ by measuring: take $f$ "
        "on both sides of $w$, the central difference $n$, the derivative $a$ by the rules, and "
        "the relative error $r$ between the two. The step $h$ is large, so that it can be seen."
    )
    return graph_exercise(intro, graph, leaves, graph.names)
