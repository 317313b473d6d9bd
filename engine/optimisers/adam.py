"""Adam: momentum and a learning rate for each weight, both corrected for starting at 0."""

from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import optimiser


@optimiser
def adam(rate: float, step: int, beta1: float = 0.9, beta2: float = 0.999) -> Graph:
    """Adam with β₁ = 0.9, β₂ = 0.999: momentum, and each weight at a rate of its own."""
    return (
        Graph()
        .then("m_new", OPS["moving_average"](beta1), "m", "g")
        .then("v_new", OPS["moving_average_of_squares"](beta2), "v", "g")
        .then("m_hat", OPS["bias_correction"](beta1, step, 1), "m_new")
        .then("v_hat", OPS["bias_correction"](beta2, step, 2), "v_new")
        .then("w_new", OPS["adaptive_step"](rate), "w", "m_hat", "v_hat")
    )
