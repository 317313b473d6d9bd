"""One neuron, backward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.layers import draw_example, mlp
from ._base import template


@template(warm_up={"inputs": 1}, hard={"inputs": 4, "activation": "elu"})
def neuron_gradient(
    draw: Draw,
    inputs: Literal[1, 2, 3, 4] = 2,
    activation: Literal["sigmoid", "tanh", "relu", "leaky_relu", "elu"] = "sigmoid",
    loss: Literal["half_squared_error", "mse_loss"] = "half_squared_error",
) -> Exercise:
    """Gradient of the error of a single neuron with respect to its weights and bias."""
    graph = mlp([activation], loss)
    leaves = draw_example(draw, graph, [inputs, 1])
    intro = (
        "One training example, one neuron. Find the output, then go back through the chain rule: "
        r"$\frac{\partial E}{\partial w} = \frac{\partial E}{\partial y} \cdot "
        r"\frac{\partial y}{\partial z} \cdot \frac{\partial z}{\partial w}$."
    )
    return graph_exercise(intro, graph, leaves, ["y", "grad.y", "grad.z", "grad.W", "grad.b"])
