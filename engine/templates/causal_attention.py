"""Attention under a causal mask."""

from typing import Literal

from ..draw import Draw, Redraw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template

FEW = {  # row by row, what the mask makes of it
    2: ["O[0,0]", "O[1,0]", "O[1,1]"],
    3: ["A[1,0]", "O[0,0]", "O[1,0]", "O[2,0]"],
}
COMPUTED = {  # with weights on the way, so that four digits do
    2: ["A[1,0]", "O[0,0]", "O[1,0]"],
    3: ["A[2,0]", "A[2,1]", "O[0,0]", "O[2,0]", "O[2,1]"],
}


@template(warm_up={"tokens": 2}, hard={"scores": "computed"})
def causal_attention(
    draw: Draw,
    tokens: Literal[2, 3] = 3,
    scores: Literal["given", "computed"] = "given",
    ask: Ask = "few",
) -> Exercise:
    """Outputs of causal self-attention from the scores, or queries and keys, and the values."""
    computed = scores == "computed"
    graph = Graph().then("S", OPS["attention_scores"](), "Q", "K") if computed else Graph()
    graph = graph.then("A", OPS["causal_weights"](), "S").then(
        "O", OPS["attention_output"](), "A", "V"
    )
    leaves = {
        name: draw.array(tokens, tokens if name == "S" else 2, low=-2, high=2, places=1)
        for name in graph.leaves
    }
    given = leaves["Q"] @ leaves["K"].T / 2**0.5 if computed else leaves["S"]
    if any(abs(given[i, : i + 1].sum()) < 0.05 for i in range(tokens)):
        raise Redraw  # normalising without the exponential would divide by 0
    intro = (
        f"Causal self-attention over {tokens} tokens, as in a language model: "
        + (
            "row $i$ of $Q$, $K$ and $V$ is the query, key and value of token $i$, and "
            r"$S = Q K^T / \sqrt{2}$ holds the scores. "
            if computed
            else "row $i$ of $S$ holds the scores of token $i$ (already scaled), row $j$ of $V$ "
            "the value of token $j$. "
        )
        + r"Before the softmax, the mask sets every score $s_{ij}$ with $j > i$ to $-\infty$. Find "
    )
    if ask == "all":
        weights = [f"A[{i},{j}]" for i in range(1, tokens) for j in range(i + 1)]
        intro += "every weight that the mask leaves open, and every output."
        return graph_exercise(intro, graph, leaves, [*weights, "O"])
    wanted = (COMPUTED if computed else FEW)[tokens]
    weights = [name for name in wanted if name[0] == "A"]
    way = ", with a weight on the way" if len(weights) == 1 else ", with weights on the way"
    said = f"these entries of the output{way if weights else ''}."
    return graph_exercise(intro + said, graph, leaves, wanted)
