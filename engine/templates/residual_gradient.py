"""Residual blocks, forward and back."""

from typing import Literal

import numpy as np

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def residual_gradient(draw: Draw, blocks: Literal[1, 2] = 1) -> Exercise:
    """What a skip connection adds to the gradient: one block of two units or two blocks of one."""
    graph, x, width = Graph(), "x", 3 - blocks
    for count in range(1, blocks + 1):
        block = str(count) if blocks > 1 else ""
        y = "y" if count == blocks else f"h{block}"
        graph = graph.then(f"z{block}", OPS["linear"](), x, f"W{block}")
        graph = graph.then(f"f{block}", OPS["tanh"](), f"z{block}")
        graph = graph.then(y, OPS["add"](), x, f"f{block}")
        x = y
    graph = graph.then("E", OPS["half_squared_error"](), "y", "t")
    leaves = {}
    for name in graph.leaves:
        low, high = (0.6, 1.3) if blocks == 1 else (0.4, 0.9)
        rows = width if name in graph.parameters else 1
        signs = [draw.choice([-1, 1]) for _ in range(rows * width)]
        leaves[name] = draw.array(rows, width, low=low, high=high) * np.reshape(
            signs, (rows, width)
        )
    first = "z" if blocks == 1 else "z1"
    middle = ["h1", "grad.h1"] if blocks > 1 else []
    back = ["grad.y", "grad.z2"] if blocks > 1 else ["grad.y"]
    intro = (
        f"A network of {'one residual block' if blocks == 1 else 'two residual blocks'}, "
        r"$y = x + f(x)$ with $f(x) = \tanh(x\,W)$"
        + (r"; $w_{ij}$ leads from unit $i$ to unit $j$" if blocks == 1 else " each")
        + ". Propagate forward, then the error back to the input."
    )
    return graph_exercise(intro, graph, leaves, ["y", *middle, *back, f"grad.{first}", "grad.x"])
