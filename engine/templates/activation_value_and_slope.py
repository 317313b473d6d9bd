"""The value and the derivative of an activation function at a point."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template

# Points where there is something to compute: ReLU and its like are 0 on the far left.
RANGES = {
    "relu": (0.2, 2.5),
    "leaky_relu": (-2.5, 2.5),
    "elu": (-2.5, -0.2),
    "hardswish": (-2.8, 4.5),
}


@template(warm_up={"activation": "leaky_relu"}, hard={"activation": "silu"})
def activation_value_and_slope(
    draw: Draw,
    activation: Literal[
        "sigmoid", "tanh", "relu", "leaky_relu", "elu",
        "gelu", "gelu_tanh", "silu", "softplus", "hardswish",
    ] = "sigmoid",
) -> Exercise:  # fmt: skip
    """Value and derivative of an activation function at a given point."""
    graph = Graph().then("y", OPS[activation](), "z")
    low, high = RANGES.get(activation, (-2.0, 2.0))
    leaves = {"z": draw.array(1, 1, low=low, high=high)}
    intro = r"Find the activation's value $y$ at $z$ and its derivative $\partial y/\partial z$."
    return graph_exercise(intro, graph, leaves, ["y", "grad.z"])
