"""One neuron, backward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.layers import draw_example, mlp
from ._base import Ask, template


@template(warm_up={"inputs": 1}, hard={"inputs": 4, "activation": "elu"})
def neuron_gradient(
    draw: Draw,
    inputs: Literal[1, 2, 3, 4] = 2,
    activation: Literal["sigmoid", "tanh", "relu", "leaky_relu", "elu"] = "sigmoid",
    loss: Literal["half_squared_error", "mse_loss"] = "half_squared_error",
    ask: Ask = "few",
) -> Exercise:
    """Backpropagation through a single neuron, from the error to its weights."""
    graph = mlp([activation], loss)
    leaves = draw_example(draw, graph, [inputs, 1])
    if ask == "all":
        found = f", {'every' if inputs > 1 else 'the'} weight and the bias"
        wanted = ["y", "grad.y", "grad.z", "grad.W", "grad.b"]
    else:
        found = f" and the {'first ' if inputs > 1 else ''}weight"
        wanted = ["y", "grad.z", "grad.W[0,0]"]
    intro = (
        "For one neuron and one training example, find the output, then use the chain rule to find "
        f"the gradients of the error with respect to the pre-activation $z${found}."
    )
    return graph_exercise(intro, graph, leaves, wanted)
