"""A convolution of one sequence with one kernel, backward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template
from .conv1d_forward import convention

OUTPUTS = 3


@template(warm_up={"of": "kernel"}, hard={"of": "input", "stride": 2, "padding": 1})
def conv1d_gradient(
    draw: Draw,
    of: Literal["kernel", "input"] = "input",
    stride: Literal[1, 2] = 1,
    padding: Literal[0, 1] = 0,
) -> Exercise:
    """Gradient of a 1-D convolution with respect to its kernel and bias, or to its sequence."""
    graph = (
        Graph()
        .then("y", OPS["conv1d"](stride, padding), "x", "w", "b")
        .then("E", OPS["weighted_sum"](), "y", "g")
    )
    leaves = {
        "x": draw.array(3 + stride * (OUTPUTS - 1) - 2 * padding, low=0.2, high=2.9, places=1),
        "w": draw.array(3, low=-1.9, high=1.9, places=1),
        "b": draw.array(1, low=-0.9, high=0.9, places=1),
        "g": draw.array(OUTPUTS, low=-1.9, high=1.9, places=1),
    }
    intro = (
        f"{convention(stride, padding, 1)}\n\nThe gradient that comes back from the layers behind "
        r"is $g = \partial E / \partial y$, as if the error were $E = \sum_i g_i\,y_i$."
    )
    ask = ["grad.w", "grad.b"] if of == "kernel" else ["grad.x"]
    return graph_exercise(intro, graph, leaves, ask)
