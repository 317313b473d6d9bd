"""One neuron, forward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.layers import draw_weights, mlp
from ._base import template


@template(warm_up={"inputs": 1}, hard={"inputs": 4, "activation": "elu"})
def neuron_forward(
    draw: Draw,
    inputs: Literal[1, 2, 3, 4] = 2,
    activation: Literal["sigmoid", "tanh", "relu", "leaky_relu", "elu"] = "sigmoid",
) -> Exercise:
    """Pre-activation and output of a single neuron."""
    graph = mlp([activation], loss=None)
    leaves = {
        "x": draw.array(1, inputs, low=-2, high=2, places=1),
        **draw_weights(draw, graph, [inputs, 1]),
    }
    intro = "Find the pre-activation $z$ and the output $y$ of a single neuron."
    return graph_exercise(intro, graph, leaves, ["z", "y"])
