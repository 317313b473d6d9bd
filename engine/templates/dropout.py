"""Dropout between a hidden layer and an output, forward and back."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"passes": "forward"}, hard={"layers": 2})
def dropout(
    draw: Draw,
    units: Literal[3, 4] = 3,
    passes: Literal["forward", "both"] = "both",
    layers: Literal[1, 2] = 1,
    ask: Ask = "few",
) -> Exercise:
    """Inverted dropout with a given mask: what is passed on, and the gradients coming back."""
    rate = draw.choice([0.2, 0.25, 0.4, 0.6])
    graph = Graph()
    if layers > 1:
        graph = graph.then("z", OPS["affine"](), "x", "W1", "b1").then("h", OPS["tanh"](), "z")
    W, b = ("W2", "b2") if layers > 1 else ("W", "b")
    graph = (
        graph.then("d", OPS["dropout"](rate), "h", "m")
        .then("y", OPS["affine"](), "d", W, b)
        .then("E", OPS["half_squared_error"](), "y", "t")
    )
    mask = np.ones((1, units))
    mask[0, draw.integer(0, units - 1)] = 0
    if units > 3:
        mask[0, draw.integer(0, units - 1)] = 0
    leaves = {
        "m": mask,
        W: draw.array(units, 1, low=-0.95, high=0.95),
        b: draw.array(1, low=-0.6, high=0.6),
        "t": draw.array(1, 1, low=0.05, high=0.95),
    }
    if layers > 1:
        leaves["x"] = draw.array(1, 1, low=0.5, high=1.9)
        leaves["W1"] = draw.array(1, units, low=0.2, high=0.95)
        leaves["b1"] = draw.array(units, low=-0.3, high=0.6)
    else:
        leaves["h"] = draw.array(1, units, low=0.1, high=1.9)
    kept = [unit for unit in range(units) if mask[0, unit]]
    intro = (
        f"A hidden layer $h$ is trained with **inverted** dropout at drop rate {rate}; the mask "
        "$m$ has been drawn (1 means kept). Find what "
        f"{'each kept unit' if ask == 'all' else 'the first kept unit'} passes on and the output"
        + (_back(ask, layers) if passes == "both" else ".")
    )
    # only units that were kept: all other entries are 0
    asked = kept if ask == "all" else kept[:1]
    wanted = [*(f"d[{unit}]" for unit in asked), "y"]
    if passes == "both":
        wanted += [f"grad.{W}[{unit},0]" for unit in asked] + [f"grad.h[{unit}]" for unit in asked]
    if passes == "both" and layers > 1:
        wanted += [f"grad.W1[0,{unit}]" for unit in asked]
    return graph_exercise(intro, graph, leaves, wanted)


def _back(ask: Ask, layers: int) -> str:
    """What is asked of the way back, in words."""
    whose = "their" if ask == "all" else "its"
    weights = "weights from and to it" if layers > 1 else "weight from it"
    if ask == "all":
        weights = "weights from and to them" if layers > 1 else "weights from them"
    return f", and the gradients of {whose} activation{'s' * (ask == 'all')} and of the {weights}."
