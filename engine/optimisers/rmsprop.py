"""RMSprop: a learning rate for each weight, from its latest gradients."""

from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import optimiser


@optimiser
def rmsprop(rate: float, step: int, alpha: float = 0.99) -> Graph:
    """RMSProp with α = 0.99: divides each step by the root of the mean square of late."""
    return (
        Graph()
        .then("v_new", OPS["moving_average_of_squares"](alpha, r"\alpha"), "v", "g")
        .then("w_new", OPS["adaptive_step"](rate), "w", "g", "v_new")
    )
