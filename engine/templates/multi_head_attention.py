"""Attention with two heads, whose outputs are concatenated."""

from typing import Literal

from ..draw import Draw, Redraw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..graph.quantity import symbol
from ..ops._base import OPS
from ._base import Ask, template

TOKENS = 2
FORMS = {  # queries, width of a head: small enough for few blanks
    "narrow": (1, 1),
    "one_query": (1, 2),
    "two_queries": (2, 1),
}


@template(warm_up={"form": "narrow"}, hard={"form": "two_queries", "output": True})
def multi_head_attention(
    draw: Draw,
    form: Literal["narrow", "one_query", "two_queries"] = "one_query",
    output: Literal[False, True] = False,
    ask: Ask = "few",
) -> Exercise:
    """Attention weights of two heads, their joined outputs, and the output projection."""
    queries, width = FORMS[form]
    q, s, a, o, y = "qsaoy" if queries == 1 else "QSAOY"
    graph = Graph()
    for head in "12":
        graph = (
            graph.then(s + head, OPS["head_scores"](2 * width), q + head, f"K{head}")
            .then(a + head, OPS["attention_weights"](), s + head)
            .then(o + head, OPS["attention_output"](), a + head, f"V{head}")
        )
    graph = graph.then(o, OPS["joined_heads"](), f"{o}1", f"{o}2")
    graph = graph.then(y, OPS["linear"](), o, "W") if output else graph
    leaves = {
        name + head: draw.array(rows, width, low=-1.8, high=1.8, places=1)
        for head in "12"
        for name, rows in ((q, queries), ("K", TOKENS), ("V", TOKENS))
    }
    for head in "12":
        if (abs(leaves[q + head] @ leaves[f"K{head}"].sum(axis=0)) < 0.05).any():
            raise Redraw  # normalising without the exponential would divide by 0
    if output:
        leaves["W"] = draw.array(2 * width, 2, low=-0.9, high=0.9, places=1)
    first = "[0]" if queries == 1 else "[0,0]"
    if ask == "all":
        wanted = [f"{a}1", f"{a}2", o] if queries == 1 else [o] if output else [f"{a}1", o]
        wanted += [y] * output
    elif form == "narrow":
        wanted = [f"{a}1[0]", f"{o}[0]", f"{o}[1]"]
    else:  # the output of each head begins half-way
        second = f"[{width}]" if queries == 1 else f"[0,{width}]"
        wanted = [f"{a}1{first}", f"{a}2{first}", f"{o}{first}", f"{o}{second}"]
    if ask == "few" and output:
        wanted.append(f"{y}{first}")
    found = _every(wanted) if ask == "all" else _asked(form, output)
    intro = f"{_intro(q, o, width, output)} Find {found}."
    return graph_exercise(intro, graph, leaves, wanted)


def _every(arrays: list[str]) -> str:
    """What the full drill asks for, in words."""
    *first, last = (f"${symbol(name)}$" for name in arrays)
    return f"every entry of {', '.join(first)} and {last}"


def _asked(form: str, output: bool) -> str:
    """What an interviewer asks for, in words."""
    weights = "the first weight of head 1" if form == "narrow" else "the first weight of each head"
    found = f"{weights}{',' if output else ' and'} the first output of each head"
    query = " for the first query" if form == "two_queries" else ""
    return f"{found}{' and the first entry after the projection' * output}{query}"


def _intro(q: str, o: str, width: int, output: bool) -> str:
    """The task in words."""
    query = "a query" if q == "q" else "queries (the rows)"
    return (
        f"Self-attention with model width {2 * width} and two heads, over {TOKENS} tokens. The "
        f"projections are done: ${q}^{{(h)}}$ holds {query} of head $h$, row $j$ of $K^{{(h)}}$ "
        f"and $V^{{(h)}}$ the key and the value of token $j$ there, each of width $d = {width}$. "
        "Softmax runs over the keys. The outputs of the heads are concatenated, head 1 first"
        + (f", and ${o}$ is multiplied by the output matrix $W$." if output else ".")
    )
