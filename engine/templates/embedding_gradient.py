"""The gradient of an embedding table."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"arriving": "given"}, hard={"length": 4})
def embedding_gradient(
    draw: Draw,
    words: Literal[3, 4] = 3,
    length: Literal[3, 4] = 3,
    arriving: Literal["given", "computed"] = "computed",
    ask: Ask = "few",
) -> Exercise:
    """Gradient of the rows of an embedding table when a word occurs twice."""
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
        first = places.index(twice)
        wanted = ["y", "grad.y"] if ask == "all" else [f"y[{first},0]", f"grad.y[{first},0]"]
        task = (
            "each is scored with the weights $v$ and compared with its own target. Find "
            + ("every score, its gradient" if ask == "all" else "one score, its gradient")
            + " and"
        )
    else:
        graph = graph.then("E", OPS["weighted_sum"](), "X", "G")
        leaves["G"] = draw.array(length, 2, low=-2, high=2, places=1)
        wanted = []
        task = r"the upstream gradient is $\frac{\partial E}{\partial X} = G$. Find"
    rows = ", ".join(str(token + 1) for token in places)
    intro = (
        f"An embedding table $C$ has one row for each of {words} words. A text of "
        f"{('three', 'four')[length - 3]} words looks up rows {rows} (counted from 1), which "
        f"become the rows of $X$; {task} "
        f"{'all gradients' if ask == 'all' else 'these gradients'} in rows "
        f"{min(places) + 1} and {max(places) + 1} of $C$."
    )
    looked_up = [(token, j) for token in sorted({twice, once}) for j in range(2)]
    if ask == "few":  # both columns of the scores' weights, or the sums of a row given whole
        skipped = [(once, 1)] if arriving == "given" else [(once, 0), (twice, 1)]
        looked_up = [entry for entry in looked_up if entry not in skipped]
    wanted += [f"grad.C[{token},{j}]" for token, j in looked_up]
    return graph_exercise(intro, graph, leaves, wanted)
