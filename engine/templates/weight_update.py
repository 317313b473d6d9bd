"""One step of gradient descent."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.layers import draw_example, mlp
from ..ops._base import OPS
from ._base import template


@template(warm_up={"inputs": 1}, hard={"inputs": 3, "activation": "elu"})
def weight_update(
    draw: Draw,
    inputs: Literal[1, 2, 3] = 2,
    activation: Literal["sigmoid", "tanh", "relu", "leaky_relu", "elu"] = "sigmoid",
    loss: Literal["half_squared_error", "mse_loss"] = "half_squared_error",
) -> Exercise:
    """Gradient of a neuron's error and the weights after one step of gradient descent."""
    rate = draw.choice([0.2, 0.3, 0.4, 0.6])
    graph = mlp([activation], loss).update(OPS["sgd"](lr=rate), "W", "b")
    leaves = draw_example(draw, graph, [inputs, 1])
    intro = (
        "Find the gradient of the error, then take one step of gradient descent, "
        rf"$w \leftarrow w - \eta \frac{{\partial E}}{{\partial w}}$, "
        rf"with the learning rate $\eta = {rate}$."
    )
    ask = ["y", "grad.z", "grad.W", "grad.b", "updated.W", "updated.b"]
    return graph_exercise(intro, graph, leaves, ask)
