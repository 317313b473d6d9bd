"""SVRG: stochastic steps with less and less noise as the weights settle."""

from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import optimiser


@optimiser
def svrg(rate: float, step: int) -> Graph:
    """SVRG: corrects each batch's gradient by how far it was off the mean at a snapshot."""
    return (
        Graph()
        .then("d", OPS["svrg_direction"](), "g", "g_tilde", "mu")
        .then("w_new", OPS["sgd"](rate), "w", "d")
    )
