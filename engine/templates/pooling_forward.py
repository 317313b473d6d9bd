"""Max or average pooling of one image."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template
from .conv2d_forward import corners

WORDS = {"max_pool2d": "largest entry", "avg_pool2d": "mean"}


@template(warm_up={"asked": "corners"}, hard={"pooling": "avg_pool2d", "kernel": 3, "stride": 1})
def pooling_forward(
    draw: Draw,
    pooling: Literal["max_pool2d", "avg_pool2d"] = "max_pool2d",
    kernel: Literal[2, 3] = 2,
    stride: Literal[1, 2] = 2,
    asked: Literal["corners", "all"] = "all",
) -> Exercise:
    """Outputs of max or average pooling."""
    graph = Graph().then("Y", OPS[pooling](kernel, stride), "X")
    size = kernel + stride  # two windows along each axis
    leaves = {"X": draw.array(size, size, low=-2.9, high=2.9, places=1)}
    wanted = corners("Y", 2) if asked == "corners" else ["Y"]
    found = "the first and the last output" if asked == "corners" else "every output"
    intro = f"{convention(pooling, kernel, stride)} Find {found}."
    return graph_exercise(intro, graph, leaves, wanted)


def convention(pooling: str, kernel: int, stride: int) -> str:
    """The part of the statement that defines the output of pooling."""
    return (
        rf"Pooling replaces each ${kernel} \times {kernel}$ window by its {WORDS[pooling]}; the "
        f"window moves by {stride}, right and down, and there is no padding."
    )
