"""Residual blocks, forward and backward."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"units": 1}, hard={"blocks": 2, "units": 1})
def residual_gradient(
    draw: Draw, blocks: Literal[1, 2] = 1, units: Literal[1, 2] = 2, ask: Ask = "few"
) -> Exercise:
    """What skip connections add to the gradient, in one or two residual blocks."""
    graph, x = Graph(), "x"
    for count in range(1, blocks + 1):
        block = str(count) if blocks > 1 else ""
        y = "y" if count == blocks else f"h{block}"
        graph = graph.then(f"z{block}", OPS["linear"](), x, f"W{block}")
        graph = graph.then(f"f{block}", OPS["tanh"](), f"z{block}")
        graph = graph.then(y, OPS["add"](), x, f"f{block}")
        x = y
    graph = graph.then("E", OPS["half_squared_error"](), "y", "t")
    low, high = (0.6, 1.3) if blocks == 1 else (0.4, 0.9)
    x = draw.array(1, units, low=low, high=high) * _signs(draw, units)
    leaves, h = {"x": x}, x
    for block in [""] if blocks == 1 else ["1", "2"]:  # weights that pull as the input does, so
        size = draw.array(units, units, low=low, high=high)  # that tanh(z) is not just z
        leaves[f"W{block}"] = size * np.sign(h.T) * _signs(draw, units)
        h = h + np.tanh(h @ leaves[f"W{block}"])
    leaves["t"] = draw.array(1, units, low=low, high=high) * _signs(draw, units)
    first = "z" if blocks == 1 else "z1"
    if ask == "all":
        middle = ["h1", "grad.h1"] if blocks > 1 else []
        back = ["grad.y", "grad.z2"] if blocks > 1 else ["grad.y"]
        wanted = ["y", *middle, *back, f"grad.{first}", "grad.x"]
        found = "every quantity below"
    else:
        middle = ["h1", "grad.h1[0]"] if blocks > 1 else ["f"]
        wanted = ["y", *middle, "grad.x[0]"]
        entry = "_1" if units > 1 else ""
        found = (
            f"the output of each block, and the gradients of $h^{{(1)}}{entry}$ and $x{entry}$"
            if blocks > 1
            else f"the branch $f$, the output, and the gradient of $x{entry}$"
        )
    intro = (
        f"A network consists of {'one residual block' if blocks == 1 else 'two residual blocks'}, "
        r"$y = x + f(x)$ with $f(x) = \tanh(x\,W)$"
        + (" each" if blocks == 2 else "")
        + (r"; $w_{ij}$ leads from unit $i$ to unit $j$" if units > 1 else "")
        + ". Propagate the input forward, then the error back to the input. "
        + f"Find {found}."
    )
    return graph_exercise(intro, graph, leaves, wanted)


def _signs(draw: Draw, count: int) -> np.ndarray:
    """Random signs, (1, count)."""
    return np.array([[draw.choice([-1, 1]) for _ in range(count)]])
