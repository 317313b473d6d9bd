"""A network with one hidden layer, forward and back."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.layers import awake, draw_example, mlp
from ._base import Ask, template


@template(warm_up={"inputs": 1, "hidden": 1}, hard={"inputs": 1, "outputs": 2})
def mlp_backprop(
    draw: Draw,
    inputs: Literal[1, 2, 3] = 2,
    hidden: Literal[1, 2, 3] = 2,
    outputs: Literal[1, 2] = 1,
    activation: Literal["sigmoid", "tanh", "relu", "leaky_relu", "elu"] = "sigmoid",
    output_activation: Literal["sigmoid", "tanh", "none"] = "sigmoid",
    loss: Literal["half_squared_error", "mse_loss"] = "half_squared_error",
    ask: Ask = "few",
) -> Exercise:
    """Backpropagation in a network with one hidden layer."""
    last = None if output_activation == "none" else output_activation
    graph = mlp([activation, last], loss)
    leaves = draw_example(draw, graph, [inputs, hidden, outputs])
    if activation == "relu":
        leaves = awake(draw, leaves)
    error = "grad.z2" if last else "grad.y"
    if ask == "all":
        found = "every hidden and output value, every error signal and every weight's gradient"
        wanted = ["h", "y", error, "grad.W2", "grad.z1", "grad.W1"]
    else:
        signal = rf"$\partial E / \partial {'z^{(2)}' if last else 'y'}{'_1' * (outputs - 1)}$"
        found = (
            f"the output, its error signal {signal}"
            if outputs == 1
            else f"both outputs, the error signal {signal} of the first one"
        )
        found += " and the gradient of one weight of the first layer"
        wanted = [
            "y",
            f"{error}[0]",
            f"grad.W1[0,{min(hidden, 2) - 1}]",
        ]  # one that shows a transpose
    intro = (
        f"Propagate the input forward, then the error back. Find {found}. "
        r"$w^{(l)}_{ij}$ leads from unit $i$ to unit $j$ of the next layer."
    )
    return graph_exercise(intro, graph, leaves, wanted)
