"""An embedding table, and the gradient of its rows."""

from typing import Literal

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def embedding_gradient(draw: Draw, words: Literal[3, 4] = 3) -> Exercise:
    """Gradient of the rows of an embedding table when one token comes twice."""
    twice = draw.integer(0, words - 1)
    once = draw.choice([token for token in range(words) if token != twice])
    places = draw.choice([(twice, once, twice), (once, twice, twice), (twice, twice, once)])
    graph = (
        Graph()
        .then("X", OPS["embedding"](tokens=places), "C")
        .then("y", OPS["linear"](), "X", "v")
        .then("E", OPS["half_squared_error"](), "y", "t")
    )
    leaves = {
        "C": draw.array(words, 2, low=-2, high=2, places=1),
        "v": draw.array(2, 1, low=-2, high=2, places=1),
        "t": draw.array(3, 1, low=-2, high=2, places=1),
    }
    rows = ", ".join(str(token + 1) for token in places)
    intro = (
        f"An embedding table $C$ has one row for each of {words} words. A text of three words "
        f"looks up the rows {rows} (counted from 1), which become the rows of $X$; each is scored "
        "with the weights $v$ and compared with its own target. Find the scores and the gradients "
        f"of the rows {min(places) + 1} and {max(places) + 1} of $C$."
    )
    looked_up = [f"grad.C[{token},{j}]" for token in sorted({twice, once}) for j in range(2)]
    return graph_exercise(intro, graph, leaves, ["y", "grad.y", *looked_up])
