"""Vanishing and exploding gradients in a deep chain."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.layers import layers, mlp
from ._base import Ask, template

# Ranges of the weights: squashing functions shrink the gradient, linear layers let it grow. Near 0
# the mistakes about the derivative of tanh could not be told apart.
WEIGHTS = {"sigmoid": (0.4, 1.6), "tanh": (0.9, 1.6), "linear": (1.3, 2.8)}


@template(warm_up={"depth": 2}, hard={"depth": 4})
def gradient_through_depth(
    draw: Draw,
    depth: Literal[2, 3, 4] = 3,
    activation: Literal["sigmoid", "tanh", "linear"] = "sigmoid",
    ask: Ask = "few",
) -> Exercise:
    """How the gradient of the output shrinks or grows on its way down a chain of single units."""
    graph = mlp([None if activation == "linear" else activation] * depth, loss=None)
    low, high = WEIGHTS[activation]
    leaves = {"x": draw.array(1, 1, low=-1.5, high=1.5, places=1)}
    for layer in layers(graph):
        sign = draw.choice([-1, 1])
        leaves[layer.weights] = sign * draw.array(1, 1, low=low, high=high, places=1)
        leaves[layer.bias] = draw.array(1, low=-0.6, high=0.6)
    hidden = [layer.output for layer in layers(graph)]
    back = [f"grad.{layer.inputs}" for layer in layers(graph)]
    if ask == "all":
        found = "the output of every layer, then the gradient of $y$ with respect to every layer's "
        found += "input"
        wanted = [*hidden, *back]
    else:
        found = "the outputs of the last two layers, then the gradient of $y$ with respect to $x$"
        wanted = [*hidden[-2:], back[0]]
    intro = f"A network of {depth} layers has a single unit in each. Find {found}."
    return graph_exercise(intro, graph, leaves, wanted)
