"""One step of gradient descent."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.layers import draw_example, mlp
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"inputs": 1}, hard={"inputs": 3, "activation": "elu"})
def weight_update(
    draw: Draw,
    inputs: Literal[1, 2, 3] = 2,
    activation: Literal["sigmoid", "tanh", "relu", "leaky_relu", "elu"] = "sigmoid",
    loss: Literal["half_squared_error", "mse_loss"] = "half_squared_error",
    ask: Ask = "few",
) -> Exercise:
    """One step of gradient descent on a single neuron."""
    rate = draw.choice([0.2, 0.3, 0.4, 0.6])
    graph = mlp([activation], loss).update(OPS["sgd"](lr=rate), "W", "b")
    leaves = draw_example(draw, graph, [inputs, 1])
    if ask == "all":
        found = "the gradient of every parameter, and all parameters"
        wanted = ["y", "grad.z", "grad.W", "grad.b", "updated.W", "updated.b"]
    elif inputs == 1:
        found = "the gradient of the weight, and the weight"
        wanted = ["y", "grad.W[0,0]", "updated.W[0,0]"]
    else:
        found = "the gradient of the first weight, and that weight and the bias"
        wanted = ["y", "grad.W[0,0]", "updated.W[0,0]", "updated.b[0]"]
    intro = (
        f"For one neuron and one training example, find the output, {found} after one step of "
        rf"gradient descent with the learning rate $\eta = {rate}$."
    )
    return graph_exercise(intro, graph, leaves, wanted)
