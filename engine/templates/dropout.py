"""Dropout between a hidden layer and an output, forward and back."""

from typing import Literal

import numpy as np

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def dropout(draw: Draw, units: Literal[3, 4] = 3) -> Exercise:
    """Inverted dropout with a given mask: the values passed on and the gradients that come back."""
    rate = draw.choice([0.2, 0.25, 0.4, 0.6])
    graph = (
        Graph()
        .then("d", OPS["dropout"](rate), "h", "m")
        .then("y", OPS["affine"](), "d", "W", "b")
        .then("E", OPS["half_squared_error"](), "y", "t")
    )
    mask = np.ones((1, units))
    mask[0, draw.integer(0, units - 1)] = 0
    if units > 3:
        mask[0, draw.integer(0, units - 1)] = 0
    leaves = {
        "h": draw.array(1, units, low=0.1, high=1.9),
        "m": mask,
        "W": draw.array(units, 1, low=-0.95, high=0.95),
        "b": draw.array(1, low=-0.6, high=0.6),
        "t": draw.array(1, 1, low=0.05, high=0.95),
    }
    kept = [unit for unit in range(units) if mask[0, unit]]
    intro = (
        f"A hidden layer $h$ is trained with **inverted** dropout at drop rate {rate}; the mask "
        "$m$ has been drawn (1 is kept). What is passed on, and which gradients come back to the "
        "units that were kept?"
    )
    ask = ["d", "y", "grad.W", "grad.h"]
    each = {"d", "grad.W", "grad.h"}
    return graph_exercise(
        intro, graph, leaves,
        [entry for name in ask for entry in (_entries(name, kept) if name in each else [name])],
    )  # fmt: skip


def _entries(name: str, kept: list[int]) -> list[str]:
    """The entries of kept units: those of the others are 0 without computing anything."""
    return [f"{name}[{unit},0]" if name == "grad.W" else f"{name}[{unit}]" for unit in kept]
