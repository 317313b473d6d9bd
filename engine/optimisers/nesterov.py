"""Nesterov momentum."""

from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import optimiser


@optimiser
def nesterov(rate: float, step: int, mu: float = 0.9) -> Graph:
    """Nesterov's momentum with μ = 0.9: the step is taken as if the velocity had moved on."""
    velocity = OPS["velocity"](mu, rate)
    return (
        Graph()
        .then("v_new", velocity, "v", "g")
        .then("d", velocity, "v_new", "g")
        .then("w_new", OPS["sgd"](rate), "w", "d")
    )
