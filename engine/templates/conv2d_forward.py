"""A convolution of one image with one kernel, forward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template


@template(warm_up={"asked": "corners"}, hard={"kernel": 3, "stride": 2, "padding": 1})
def conv2d_forward(
    draw: Draw,
    kernel: Literal[2, 3] = 2,
    stride: Literal[1, 2] = 1,
    padding: Literal[0, 1] = 0,
    dilation: Literal[1, 2] = 1,
    asked: Literal["corners", "all"] = "all",
) -> Exercise:
    """Outputs of a 2-D convolution with stride, padding and dilation."""
    graph = Graph().then("Y", OPS["conv2d"](stride, padding, dilation), "X", "W", "b")
    reach = dilation * (kernel - 1) + 1
    outputs = 3 if padding and reach + stride < 4 else 2  # so that the image is not too small
    size = reach + stride * (outputs - 1) - 2 * padding
    leaves = {
        "X": draw.array(size, size, low=0.2, high=1.5 + size, places=1),
        "W": draw.array(kernel, kernel, low=-1.9, high=1.9, places=1),
        "b": draw.array(1, low=-0.9, high=0.9, places=1),
    }
    found = "the first and the last output" if asked == "corners" else "every output"
    intro = f"{convention(stride, padding, dilation)}\n\nFind {found}."
    return graph_exercise(
        intro, graph, leaves, corners("Y", outputs) if asked == "corners" else ["Y"]
    )


def corners(name: str, size: int) -> list[str]:
    """The names of the first and last entries of a square array."""
    return [f"{name}[0,0]", f"{name}[{size - 1},{size - 1}]"]


def convention(stride: int, padding: int, dilation: int) -> str:
    """The part of the statement that defines the output of a convolution."""
    image, around = "x", ""
    if padding:
        image = r"\tilde{x}"
        around = (
            r", where $\tilde{X}$ is $X$ with a frame of zeros, one wide (padding "
            f"{padding} on each side)"
        )
    row, column = (place(stride, dilation, *names) for names in (("i", "m"), ("j", "n")))
    return (
        "The kernel $W$ slides over the image $X$ as in deep learning libraries: a "
        "cross-correlation, the kernel is not flipped. "
        f"Stride {stride}, padding {padding}, dilation {dilation}: "
        rf"$y_{{ij}} = b + \sum_{{m,n}} w_{{mn}}\,{image}_{{{row},\,{column}}}$, "
        rf"with all indices from 1{around}."
    )


def place(stride: int, dilation: int, out: str, within: str) -> str:
    """LaTeX of an index of the input in terms of the output's and the kernel's, counted from 1."""
    terms = [
        out if stride == 1 else f"{stride}({out} - 1)",
        within if dilation == 1 else f"{dilation}({within} - 1)",
    ]
    ones = (stride > 1) + (dilation > 1) - 1  # those that the brackets took along
    return " + ".join(terms) + (" - 1" if ones < 0 else f" + {ones}" if ones else "")
