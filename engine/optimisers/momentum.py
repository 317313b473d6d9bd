"""Gradient descent with momentum."""

from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import optimiser


@optimiser
def momentum(rate: float, step: int, mu: float = 0.9) -> Graph:
    """Momentum with μ = 0.9: the velocity adds up gradients and forgets them slowly."""
    return (
        Graph()
        .then("v_new", OPS["velocity"](mu, rate), "v", "g")
        .then("w_new", OPS["sgd"](rate), "w", "v_new")
    )
