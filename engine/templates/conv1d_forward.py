"""A convolution of one sequence with one kernel, forward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template
from .conv2d_forward import place

OUTPUTS = 4


@template(warm_up={"kernel": 2}, hard={"stride": 2, "padding": 1, "dilation": 2})
def conv1d_forward(
    draw: Draw,
    kernel: Literal[2, 3] = 3,
    stride: Literal[1, 2] = 1,
    padding: Literal[0, 1] = 0,
    dilation: Literal[1, 2] = 1,
    ask: Ask = "few",
) -> Exercise:
    """Outputs of a 1-D convolution with stride, padding and dilation."""
    graph = Graph().then("y", OPS["conv1d"](stride, padding, dilation), "x", "w", "b")
    size = dilation * (kernel - 1) + 1 + stride * (OUTPUTS - 1) - 2 * padding
    leaves = {
        "x": draw.array(size, low=0.2, high=5.9, places=1),
        "w": draw.array(kernel, low=-1.9, high=1.9, places=1),
        "b": draw.array(1, low=-0.9, high=0.9, places=1),
    }
    found = "every output" if ask == "all" else "the first two outputs and the last"
    wanted = ["y"] if ask == "all" else ["y[0]", "y[1]", f"y[{OUTPUTS - 1}]"]
    intro = f"{convention(stride, padding, dilation)}\n\nFind {found}."
    return graph_exercise(intro, graph, leaves, wanted)


def convention(stride: int, padding: int, dilation: int) -> str:
    """The part of the statement that defines the output of a convolution."""
    sequence, around = "x", ""
    if padding:
        sequence = r"\tilde{x}"
        around = r", where $\tilde{x}$ is $x$ with one zero added at each end"
    return (
        "The kernel $w$ slides over the sequence $x$ as in deep learning libraries: a "
        "cross-correlation, the kernel is not flipped. "
        f"Stride {stride}, padding {padding}, dilation {dilation}: "
        rf"$y_i = b + \sum_m w_m\,{sequence}_{{{place(stride, dilation, 'i', 'm')}}}$, "
        rf"with all indices from 1{around}."
    )
