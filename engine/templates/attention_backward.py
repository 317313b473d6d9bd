"""Scaled dot-product attention, backward."""

from typing import Literal

from ..draw import Draw, Redraw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template

ASKED = {
    "few": {  # of two weights that add up to 1, one says all; both where many steps follow
        "weights": ["a[0]", "grad.a"],
        "values": ["a[0]", "grad.V[0,0]", "grad.V[1,0]"],
        "queries": ["a", "grad.s", "grad.q[0]"],
        "keys": ["a[0]", "grad.a", "grad.s[0]", "grad.K[0,0]", "grad.K[0,1]"],
    },
    "all": {
        "weights": ["a", "grad.a"],
        "values": ["a", "grad.a", "grad.V"],
        "queries": ["a", "grad.a", "grad.s", "grad.q"],
        "keys": ["a", "grad.a", "grad.s", "grad.K"],
    },
}
HOW = ", through the weights and the scores"
BACK = {  # where the gradient is carried
    "weights": "the weights",
    "values": "the values",
    "queries": f"the query{HOW}",
    "keys": f"the keys{HOW}",
}


@template(warm_up={"through": "weights"}, hard={"through": "keys"})
def attention_backward(
    draw: Draw,
    through: Literal["weights", "values", "queries", "keys"] = "queries",
    ask: Ask = "few",
) -> Exercise:
    """Attention of one query over two tokens, back to its weights, values, query or keys."""
    graph = (
        Graph()
        .then("s", OPS["attention_scores"](), "q", "K")
        .then("a", OPS["attention_weights"](), "s")
        .then("o", OPS["attention_output"](), "a", "V")
        .then("E", OPS["weighted_sum"](), "o", "g")
    )
    shapes = {"q": (1, 2), "K": (2, 2), "V": (2, 2), "g": (1, 2)}
    leaves = {name: draw.array(*shapes[name], low=-2, high=2, places=1) for name in graph.leaves}
    if (abs(leaves["q"] @ leaves["K"].sum(axis=0)) < 0.05).any():
        raise Redraw  # normalising without the exponential would divide by 0
    wanted = ASKED[ask][through]
    intro = (
        "One query $q$ attends over two tokens: row $j$ of $K$ and $V$ is the key and the value "
        "of token $j$; $d = 2$ is the length of a key, and softmax runs over the keys. The "
        r"upstream gradient is $\frac{\partial E}{\partial o} = g$. Find "
        f"{'both weights' if 'a' in wanted else 'the first weight'} and carry the gradient back to "
        f"{BACK[through]}."
    )
    return graph_exercise(intro, graph, leaves, wanted)
