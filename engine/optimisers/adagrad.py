"""Adagrad: a learning rate for each weight, which only falls."""

from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import optimiser


@optimiser
def adagrad(rate: float, step: int) -> Graph:
    """Adagrad: divides each step by the root of the sum of all squared gradients."""
    return (
        Graph()
        .then("s_new", OPS["accumulated_squares"](), "s", "g")
        .then("w_new", OPS["adaptive_step"](rate, 1e-10), "w", "g", "s_new")
    )
