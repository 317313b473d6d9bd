"""The smallest convolutional network: convolution, activation, pooling, error."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template
from .conv2d_forward import convention
from .pooling_forward import convention as pooled


@template(warm_up={"passes": "forward"}, hard={"pooling": "avg_pool2d", "activation": "leaky_relu"})
def cnn_backprop(
    draw: Draw,
    pooling: Literal["max_pool2d", "avg_pool2d"] = "max_pool2d",
    activation: Literal["relu", "leaky_relu"] = "relu",
    passes: Literal["forward", "both"] = "both",
) -> Exercise:
    """Forward and backward through convolution, activation, pooling and a squared error."""
    graph = (
        Graph()
        .then("Z", OPS["conv2d"](), "X", "W", "b")
        .then("H", OPS[activation](), "Z")
        .then("y", OPS[pooling](2, 1), "H")
        .then("E", OPS["half_squared_error"](), "y", "t")
    )
    leaves = {
        "X": draw.array(3, 4, low=0.2, high=1.9, places=1),
        "W": draw.array(2, 2, low=-0.9, high=0.9, places=1),
        "b": draw.array(1, low=-0.5, high=0.5, places=1),
        "t": draw.array(1, 2, low=0.1, high=0.9, places=1),
    }
    intro = (
        f"{convention(1, 0, 1)} Then comes the activation. {pooled(pooling, 2, 1)}\n\n"
        "Propagate forward, then send the error back through the pooling and the activation to "
        "the kernel."
    )
    ask = ["y", "grad.y", "grad.W", "grad.b"] if passes == "both" else ["y", "E"]
    return graph_exercise(intro, graph, leaves, ask)
