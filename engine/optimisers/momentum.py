"""Gradient descent with a memory."""

from ..graph import Graph
from ..op import OPS
from ..optimiser import optimiser


@optimiser
def momentum(rate: float, step: int) -> Graph:
    """Momentum with μ = 0.9: the velocity adds up gradients and forgets them slowly."""
    return (
        Graph()
        .then("v_new", OPS["velocity"](0.9, rate), "v", "g")
        .then("w_new", OPS["sgd"](rate), "w", "v_new")
    )
