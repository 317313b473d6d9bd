"""The smallest convolutional network: convolution, activation, pooling, error."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template
from .conv2d_forward import convention
from .pooling_forward import convention as pooled


@template(warm_up={"passes": "forward"}, hard={"pooling": "avg_pool2d", "activation": "leaky_relu"})
def cnn_backprop(
    draw: Draw,
    pooling: Literal["max_pool2d", "avg_pool2d"] = "max_pool2d",
    activation: Literal["relu", "leaky_relu"] = "relu",
    passes: Literal["forward", "both"] = "both",
    ask: Ask = "few",
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
    intro = f"{convention(1, 0, 1)} Then comes the activation. {pooled(pooling, 2, 1)}\n\n" + (
        "Propagate forward and find both outputs and the error."
        if passes == "forward"
        else "Propagate forward, then carry the error back through the pooling and the "
        f"activation to {'the kernel' if ask == 'all' else 'one weight of the kernel'} and to "
        "the bias."
    )
    if passes == "forward":
        wanted = ["y", "E"]
    elif ask == "all":
        wanted = ["y", "grad.y", "grad.W", "grad.b"]
    else:
        wanted = ["y", "grad.y[0]", "grad.W[0,0]", "grad.b"]
    return graph_exercise(intro, graph, leaves, wanted)
