"""Attention under a causal mask."""

from typing import Literal

from ..building import graph_exercise
from ..draw import Draw, Redraw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def causal_attention(draw: Draw, tokens: Literal[2, 3] = 3) -> Exercise:
    """Outputs of causal self-attention from the scores and the values."""
    graph = (
        Graph()
        .then("A", OPS["causal_weights"](), "S")
        .then("O", OPS["attention_output"](), "A", "V")
    )
    leaves = {
        "S": draw.array(tokens, tokens, low=-2, high=2, places=1),
        "V": draw.array(tokens, 2, low=-2, high=2, places=1),
    }
    if any(abs(leaves["S"][i, : i + 1].sum()) < 0.05 for i in range(tokens)):
        raise Redraw  # whoever divides scores by their sum would divide by 0
    intro = (
        f"Causal self-attention over {tokens} tokens, as in a language model: row $i$ of $S$ holds "
        "the scores of token $i$ (scaled already), row $j$ of $V$ the value of token $j$. Before "
        r"the softmax, the mask sets every score $s_{ij}$ with $j > i$ to $-\infty$. Find the "
        "outputs, one row for each token."
    )
    return graph_exercise(intro, graph, leaves, ["O"])
