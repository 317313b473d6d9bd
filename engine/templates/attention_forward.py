"""Scaled dot-product attention, forward."""

from typing import Literal

from ..draw import Draw, Redraw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"queries": 1}, hard={"keys": 3})
def attention_forward(
    draw: Draw, queries: Literal[1, 2] = 2, keys: Literal[2, 3] = 2, ask: Ask = "few"
) -> Exercise:
    """Attention weights and output of scaled dot-product attention for one or two queries."""
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
        + "Queries and keys have length $d = 2$, and softmax runs over the keys. Find "
    )
    if ask == "all":
        wanted = [s, a, o] if queries == 1 else [a, o]
        intro += "every score, weight and output." if queries == 1 else "every weight and output."
    elif queries == 1:
        wanted = [f"{s}[0]", f"{a}[0]", f"{o}[0]"]
        intro += "the first score, the first weight and the first entry of the output."
    else:
        wanted = [f"{a}[0,0]", f"{a}[1,1]", f"{o}[0,0]", f"{o}[1,1]"]
        intro += "one weight and one entry of the output for each query."
    return graph_exercise(intro, graph, leaves, wanted)
