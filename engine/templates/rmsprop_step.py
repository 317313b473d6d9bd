"""A step of RMSProp."""

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def rmsprop_step(draw: Draw) -> Exercise:
    """The mean square of the gradient and the new weight, for two weights under RMSProp."""
    rate, decay = draw.choice([0.05, 0.1, 0.2]), draw.choice([0.8, 0.9, 0.95])
    graph = (
        Graph()
        .then("v_new", OPS["moving_average_of_squares"](decay, r"\alpha"), "v", "g")
        .then("w_new", OPS["adaptive_step"](rate), "w", "g", "v_new")
    )
    leaves = {
        "w": draw.array(1, 2, low=-2, high=2),
        "v": draw.array(1, 2, low=0.2, high=4),
        "g": draw.array(1, 2, low=-3, high=3),
    }
    intro = (
        "One step of RMSProp as in PyTorch, without momentum: renew the mean square $v$, then "
        rf"step. $\alpha = {decay}$, $\eta = {rate}$; $\varepsilon = 10^{{-8}}$, outside the root, "
        "is too small to show."
    )
    return graph_exercise(intro, graph, leaves, graph.names)
