"""A convolution of one image with one kernel, backward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template
from .conv2d_forward import convention, corners

SETTINGS = {  # kernel size, stride, padding: small enough to ask for every entry
    "plain": (2, 1, 0),
    "padding": (3, 1, 1),
    "stride": (3, 2, 1),
}


@template(warm_up={"asked": "corners"}, hard={"of": "input", "setting": "stride"})
def conv2d_gradient(
    draw: Draw,
    of: Literal["kernel", "input"] = "kernel",
    setting: Literal["plain", "padding", "stride"] = "plain",
    asked: Literal["corners", "all"] = "all",
    ask: Ask = "few",
) -> Exercise:
    """Gradient of a 2-D convolution with respect to its kernel and bias, or to its image."""
    kernel, stride, padding = SETTINGS[setting]
    graph = (
        Graph()
        .then("Y", OPS["conv2d"](stride, padding), "X", "W", "b")
        .then("E", OPS["weighted_sum"](), "Y", "G")
    )
    size = kernel + stride - 2 * padding  # makes the output 2 × 2
    leaves = {
        "X": draw.array(size, size, low=0.2, high=2.9, places=1),
        "W": draw.array(kernel, kernel, low=-1.9, high=1.9, places=1),
        "b": draw.array(1, low=-0.9, high=0.9, places=1),
        "G": draw.array(2, 2, low=-1.9, high=1.9, places=1),
    }
    intro = (
        f"{convention(stride, padding, 1)}\n\nThe upstream gradient is "
        r"$G = \partial E / \partial Y$, as if the error were $E = \sum_{ij} g_{ij}\,y_{ij}$. Find "
    )
    name, side = ("grad.W", kernel) if of == "kernel" else ("grad.X", size)
    if ask == "all":
        wanted, found = [name], "every"
    elif asked == "corners":
        wanted, found = corners(name, side), "the first and the last"
    else:  # of the image a corner, two edges and the middle: in one, two and four windows
        edges = ["[0,1]"] if of == "kernel" else ["[0,1]", "[1,0]"]
        wanted, found = [f"{name}{index}" for index in ["[0,0]", *edges, "[1,1]"]], "some"
    many = "s" if found == "some" else ""
    if of == "kernel":
        wanted.append("grad.b")
        found = f"the gradients of {found} weight{many} and of the bias."
    else:
        found = f"the gradients of {found} pixel{many}."
    return graph_exercise(intro + found, graph, leaves, wanted)
