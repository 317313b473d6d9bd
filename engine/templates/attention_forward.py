"""Scaled dot-product attention, forward."""

from typing import Literal

from ..draw import Draw, Redraw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template


@template(warm_up={"queries": 1}, hard={"keys": 3})
def attention_forward(draw: Draw, queries: Literal[1, 2] = 2, keys: Literal[2, 3] = 2) -> Exercise:
    """Scores, weights and output of scaled dot-product attention for one or two queries."""
    q, s, a, o = "qsao" if queries == 1 else "QSAO"
    graph = (
        Graph()
        .then(s, OPS["attention_scores"](), q, "K")
        .then(a, OPS["attention_weights"](), s)
        .then(o, OPS["attention_output"](), a, "V")
    )
    leaves = {
        q: draw.array(queries, 2, low=-2, high=2, places=1),
        "K": draw.array(keys, 2, low=-2, high=2, places=1),
        "V": draw.array(keys, 2, low=-2, high=2, places=1),
    }
    if (abs(leaves[q] @ leaves["K"].sum(axis=0)) < 0.05).any():
        raise Redraw  # normalising without the exponential would divide by 0
    intro = (
        f"Scaled dot-product attention over {keys} tokens: row $j$ of $K$ and $V$ is the key and "
        f"the value of token $j$, "
        + ("and there is a single query $q$. " if queries == 1 else "row $i$ of $Q$ is a query. ")
        + "Queries and keys have length $d = 2$; softmax runs over the keys, so that the weights "
        "of a query add up to 1."
    )
    return graph_exercise(intro, graph, leaves, [s, a, o] if queries == 1 else [a, o])
