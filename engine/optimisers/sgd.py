"""Gradient descent, stochastic unless the batch is all of the data."""

from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import optimiser


@optimiser
def sgd(rate: float, step: int) -> Graph:
    """Gradient descent: a step against the gradient of the batch."""
    return Graph().then("w_new", OPS["sgd"](rate), "w", "g")
