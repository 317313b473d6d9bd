"""Vanishing and exploding gradients in a deep chain."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.layers import layers, mlp
from ._base import template

# Ranges of the weights: squashing functions shrink the gradient, linear layers let it grow. Near 0
# the mistakes about the derivative of tanh could not be told apart.
WEIGHTS = {"sigmoid": (0.4, 1.6), "tanh": (0.9, 1.6), "linear": (1.3, 2.8)}


@template(warm_up={"depth": 2}, hard={"depth": 4})
def gradient_through_depth(
    draw: Draw,
    depth: Literal[2, 3, 4] = 3,
    activation: Literal["sigmoid", "tanh", "linear"] = "sigmoid",
) -> Exercise:
    """Gradients of the output with respect to each layer's input, in a chain of single units."""
    graph = mlp([None if activation == "linear" else activation] * depth, loss=None)
    low, high = WEIGHTS[activation]
    leaves = {"x": draw.array(1, 1, low=-1.5, high=1.5)}
    for layer in layers(graph):
        sign = draw.choice([-1, 1])
        leaves[layer.weights] = sign * draw.array(1, 1, low=low, high=high)
        leaves[layer.bias] = draw.array(1, low=-0.6, high=0.6)
    intro = (
        f"A deep network that is one unit wide. Find its output, then follow the gradient of "
        f"$y$ back through all {depth} layers: each one multiplies it by the slope of its "
        "activation, if it has one, and by its weight."
    )
    hidden = [layer.output for layer in layers(graph)]
    back = [f"grad.{layer.inputs}" for layer in layers(graph)]
    return graph_exercise(intro, graph, leaves, [*hidden, *back])
