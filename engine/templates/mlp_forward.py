"""A network with one hidden layer, forward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.layers import awake, draw_example, mlp
from ._base import template


@template(warm_up={"inputs": 1, "hidden": 1}, hard={"hidden": 3, "outputs": 2})
def mlp_forward(
    draw: Draw,
    inputs: Literal[1, 2, 3] = 2,
    hidden: Literal[1, 2, 3] = 2,
    outputs: Literal[1, 2] = 1,
    activation: Literal["sigmoid", "tanh", "relu", "leaky_relu", "elu"] = "sigmoid",
    output_activation: Literal["sigmoid", "tanh", "none"] = "sigmoid",
    loss: Literal["half_squared_error", "mse_loss"] = "half_squared_error",
) -> Exercise:
    """Hidden units, outputs and error of a network with one hidden layer."""
    last = None if output_activation == "none" else output_activation
    graph = mlp([activation, last], loss)
    leaves = draw_example(draw, graph, [inputs, hidden, outputs])
    if activation == "relu":
        leaves = awake(draw, leaves)
    intro = (
        "Propagate the input forward to find the hidden layer's values, the output and the error. "
        r"$w^{(l)}_{ij}$ leads from unit $i$ to unit $j$ of the next layer."
    )
    return graph_exercise(intro, graph, leaves, ["h", "y", "E"])
