"""A maxout unit, forward and backward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"inputs": 1}, hard={"pieces": 3, "inputs": 3})
def maxout_gradient(
    draw: Draw, pieces: Literal[2, 3] = 2, inputs: Literal[1, 2, 3] = 2, ask: Ask = "few"
) -> Exercise:
    """Backpropagation through a maxout unit to its input."""
    graph = (
        Graph()
        .then("y", OPS["maxout"](), "x", "W", "b")
        .then("E", OPS["half_squared_error"](), "y", "t")
    )
    leaves = {
        "x": draw.array(1, inputs, low=-2, high=2, places=1),
        "W": draw.array(pieces, inputs, 1, low=-1.5, high=1.5, places=1),
        "b": draw.array(pieces, 1, low=-0.9, high=0.9),
        "t": draw.array(1, 1, low=-0.95, high=0.95),
    }
    entry = "the input" if inputs == 1 or ask == "all" else "the first entry of the input"
    intro = (
        f"A maxout unit has {pieces} linear pieces with the weights $W_1, W_2, \\dots$ and the "
        "biases $b_1, b_2, \\dots$; the largest piece is its output. Find the output"
        + (", the error" if ask == "all" else "")
        + f" and the gradient of the error with respect to the output and {entry}."
    )
    wanted = ["y", "E", "grad.y", "grad.x"] if ask == "all" else ["y", "grad.y", "grad.x[0]"]
    return graph_exercise(intro, graph, leaves, wanted)
