"""A stable log-sum-exp, for logits whose exponentials overflow."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"classes": 2}, hard={"classes": 4})
def log_sum_exp(draw: Draw, classes: Literal[2, 3, 4] = 3, ask: Ask = "few") -> Exercise:
    """Log-sum-exp and softmax without overflow."""
    graph = (
        Graph()
        .then("d", OPS["subtract_max"](), "z")
        .then("s", OPS["sum_exp"](), "d")
        .then("p", OPS["exp_share"](), "d", "s")
        .then("L", OPS["log_shifted_back"](), "s", "z")
    )
    level = draw.choice([-1200, -900, 800, 1000])  # e^z is 0 or infinite in double precision
    offsets = draw.array(1, classes, low=0.1, high=2.5, places=1)
    leaves = {"z": np.round(level + offsets, 2)}
    top = int(np.argmax(leaves["z"]))
    if ask == "all":
        found = "all shifted logits that are not 0, the sum $s$, all softmax probabilities"
        shifted = [f"d[{k}]" for k in range(classes) if k != top]
        wanted = [*shifted, "s", "p", "L"]
    else:
        found = "the sum $s$ of the shifted exponentials, one softmax probability"
        wanted = ["s", f"p[{(top + 1) % classes}]", "L"]
    intro = (
        r"In double precision $e^z$ overflows above $z \approx 709$ and is 0 below $-745$, so "
        r"subtract the largest logit from all of them first. Find "
        rf"{found} and $L = \ln \sum e^{{z}}$, with the natural logarithm."
    )
    return graph_exercise(intro, graph, leaves, wanted)
