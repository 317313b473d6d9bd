"""The statement of a graph exercise: its equations and its numbers, as on an exam sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from ..graph.graph import Graph
from ..graph.node import Node
from ..graph.quantity import symbol
from ..readings.paper import number

A_WORD = re.compile(
    r"(a(?= [a-z]{2})(?! (is|has)\b)|[^\W\d_]{2,}(-[^\W\d_]{2,})*)(?!\S)"
)  # no name
AXES = {0: "the examples", 1: "the outputs"}


def statement(intro: str, graph: Graph, leaves: Mapping[str, np.ndarray], digits: int) -> str:
    """Markdown: the introduction, the equations in computing order, the leaves, the rounding."""
    equations = r" \\ ".join(
        rf"{symbol(node.name)} &= {node.op.latex(*map(symbol, node.inputs))}"
        for node in graph.nodes
    )
    given = r",\quad ".join(f"{symbol(name)} = {matrix(leaves[name])}" for name in graph.leaves)
    means = " ".join(filter(None, (_mean_of(node, leaves) for node in graph.nodes)))
    return "\n\n".join(
        [
            f"{intro.strip()} {means}".strip(),
            rf"$$\begin{{aligned}} {equations} \end{{aligned}}$$",
            f"$${given}$$",
            f"Give **{digits} significant digits**. A calculator is fine, and so is rounding each "
            "step to that many digits.",
        ]
    )


def _mean_of(node: Node, leaves: Mapping[str, np.ndarray]) -> str:
    """What a loss is the mean of, where that are several numbers."""
    shapes = (leaves[name].shape for name in node.inputs if name in leaves)
    shape = next((shape for shape in shapes if len(shape) == 2), ())
    over = [AXES[axis] for axis in node.op.means_over if shape and shape[axis] > 1]
    return f"The loss ${symbol(node.name)}$ is the mean over {' and '.join(over)}." if over else ""


def matrix(leaf: np.ndarray) -> str:
    """LaTeX of an array: a lone number bare, a batch of one as a row, a stack piece by piece."""
    if leaf.ndim > 2:
        pieces = r",\; ".join(map(matrix, leaf))
        return rf"\left({pieces}\right)"
    rows = leaf if leaf.ndim == 2 else leaf[None, ...]
    if leaf.size == 1:
        return number(float(leaf.flat[0]), 12)
    body = r" \\ ".join(" & ".join(number(float(x), 12) for x in row) for row in rows)
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"


def sentence(remark: str) -> str:
    """A remark with a capital letter, unless it starts with a symbol."""
    return remark[0].upper() + remark[1:] if A_WORD.match(remark) else remark
