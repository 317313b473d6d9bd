"""One proximal gradient step under an L1 penalty (ISTA)."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"weights": 2}, hard={"weights": 4})
def soft_threshold(draw: Draw, weights: Literal[2, 3, 4] = 3, ask: Ask = "few") -> Exercise:
    """A gradient step on the error, then soft thresholding, which makes small weights 0."""
    rate, strength = draw.choice([0.1, 0.2, 0.4]), draw.choice([0.3, 0.5, 0.6])
    graph = (
        Graph()
        .then("v", OPS["sgd"](lr=rate), "w", "g")
        .then("w_new", OPS["soft_threshold"](rate, strength), "v")
    )
    leaves = {
        "w": draw.array(1, weights, low=-1.8, high=1.8),
        "g": draw.array(1, weights, low=-0.9, high=0.9),
    }
    intro = (
        "You are given weights $w$ and the gradient $g$ of the error without the penalty. Take one "
        rf"proximal gradient step for the L1 penalty $\lambda \sum |w|$ with $\eta = {rate}$ and "
        rf"$\lambda = {strength}$: descend on the error, then soft-threshold by $\eta\lambda$. "
        "Find "
        f"{'$v$' if ask == 'all' else 'the first entry of $v$'} and all new weights."
    )
    return graph_exercise(intro, graph, leaves, ["v" if ask == "all" else "v[0]", "w_new"])
