"""The gradient of an embedding table."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template


@template(warm_up={"arriving": "given"}, hard={"length": 4})
def embedding_gradient(
    draw: Draw,
    words: Literal[3, 4] = 3,
    length: Literal[3, 4] = 3,
    arriving: Literal["given", "computed"] = "computed",
) -> Exercise:
    """Gradient of an embedding table's rows when a token occurs twice."""
    twice = draw.integer(0, words - 1)
    once = draw.choice([token for token in range(words) if token != twice])
    places: tuple[int, ...] = draw.choice(
        [(twice, once, twice), (once, twice, twice), (twice, twice, once)]
    )
    if length > 3:
        places = tuple(draw.shuffled((*places, once)))
    graph = Graph().then("X", OPS["embedding"](tokens=places), "C")
    leaves = {"C": draw.array(words, 2, low=-2, high=2, places=1)}
    if arriving == "computed":
        graph = graph.then("y", OPS["linear"](), "X", "v")
        graph = graph.then("E", OPS["half_squared_error"](), "y", "t")
        leaves["v"] = draw.array(2, 1, low=-2, high=2, places=1)
        leaves["t"] = draw.array(length, 1, low=-2, high=2, places=1)
        ask = ["y", "grad.y"]
        task = (
            "each is scored with the weights $v$ and compared with its own target. Find the "
            "scores and the gradients"
        )
    else:
        graph = graph.then("E", OPS["weighted_sum"](), "X", "G")
        leaves["G"] = draw.array(length, 2, low=-2, high=2, places=1)
        ask = []
        task = (
            r"the gradient that comes back to it is given: $\frac{\partial E}{\partial X} = G$. "
            "Find the gradients"
        )
    rows = ", ".join(str(token + 1) for token in places)
    intro = (
        f"An embedding table $C$ has one row for each of {words} words. A text of "
        f"{('three', 'four')[length - 3]} words looks up the rows {rows} (counted from 1), which "
        f"become the rows of $X$; {task} of the rows {min(places) + 1} and {max(places) + 1} "
        "of $C$."
    )
    looked_up = [f"grad.C[{token},{j}]" for token in sorted({twice, once}) for j in range(2)]
    return graph_exercise(intro, graph, leaves, [*ask, *looked_up])
