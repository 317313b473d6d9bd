"""A stable log-sum-exp, for logits whose exponentials overflow."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template


@template(warm_up={"classes": 2}, hard={"classes": 4})
def log_sum_exp(draw: Draw, classes: Literal[2, 3, 4] = 3) -> Exercise:
    """Stable log-sum-exp and softmax: the shift, the sum, the value and the probabilities."""
    graph = (
        Graph()
        .then("d", OPS["subtract_max"](), "z")
        .then("s", OPS["sum_exp"](), "d")
        .then("p", OPS["exp_share"](), "d", "s")
        .then("L", OPS["log_shifted_back"](), "s", "z")
    )
    level = draw.choice([-1200, -900, 800, 1000])  # e^z is 0 or infinite in double precision
    offsets = draw.array(1, classes, low=0.05, high=2.5)
    leaves = {"z": np.round(level + offsets, 2)}
    top = int(np.argmax(leaves["z"]))
    intro = (
        r"In double precision $e^z$ is infinite above $z \approx 709$ and 0 below $-745$. Compute "
        r"$L = \ln \sum e^{z}$ and the softmax $p$ all the same: shift the logits by the "
        "largest, add the exponentials, and shift back."
    )
    shifted = [f"d[{k}]" for k in range(classes) if k != top]
    return graph_exercise(intro, graph, leaves, [*shifted, "s", "p", "L"])
