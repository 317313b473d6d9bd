"""A convolution of one sequence with one kernel, backward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template
from .conv1d_forward import convention

OUTPUTS = 3


@template(warm_up={"of": "kernel"}, hard={"of": "input", "stride": 2, "padding": 1})
def conv1d_gradient(
    draw: Draw,
    of: Literal["kernel", "input"] = "input",
    stride: Literal[1, 2] = 1,
    padding: Literal[0, 1] = 0,
    ask: Ask = "few",
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
        f"{convention(stride, padding, 1)}\n\nThe upstream gradient is "
        r"$g = \partial E / \partial y$, as if the error were $E = \sum_i g_i\,y_i$. Find "
    )
    if of == "kernel":
        wanted = ["grad.w", "grad.b"] if ask == "all" else ["grad.w[0]", "grad.w[2]", "grad.b"]
        found = "every weight" if ask == "all" else "the first and the last weight"
        found = f"the gradients of {found} and of the bias."
    else:  # from an entry at the border to those in several windows
        first = 3 if stride == 1 else 4
        wanted = ["grad.x"] if ask == "all" else [f"grad.x[{entry}]" for entry in range(first)]
        count = {3: "three", 4: "four"}[first]
        found = "every entry" if ask == "all" else f"the first {count} entries"
        found = f"the gradients of {found} of the sequence."
    return graph_exercise(intro + found, graph, leaves, wanted)
