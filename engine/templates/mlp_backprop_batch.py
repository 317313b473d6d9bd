"""A network with one hidden layer, forward and backward for a batch of examples."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.layers import draw_weights, mlp
from ._base import Ask, template


@template(warm_up={"hidden": 1}, hard={"samples": 3})
def mlp_backprop_batch(
    draw: Draw,
    activation: Literal["sigmoid", "tanh"] = "sigmoid",
    loss: Literal["mse_loss", "half_squared_error"] = "mse_loss",
    hidden: Literal[1, 2] = 2,
    samples: Literal[2, 3] = 2,
    ask: Ask = "few",
) -> Exercise:
    """Backpropagation for a batch of examples, whose gradients of a weight add up."""
    graph = mlp([activation, None], loss)
    leaves = {
        "x": draw.array(samples, 1, low=-2, high=2, places=1),
        **draw_weights(draw, graph, [1, hidden, 1]),
        "t": draw.array(samples, 1, low=-0.95, high=0.95),
    }
    if ask == "all":
        found = "each example's output and error signal, and the gradients of the weights"
        wanted = ["y", "grad.y", "grad.W2", "grad.b2", "grad.W1"]
    else:
        layers = ["W1", "W2"][:hidden]  # with one hidden unit, the lower layer shows it all
        found = "the error, one error signal, and the gradient of one weight" + (
            " of each layer" if hidden > 1 else ""
        )
        wanted = ["E", "grad.y[0,0]", *(f"grad.{name}[0,0]" for name in layers)]
    intro = (
        f"Propagate a batch of {('two', 'three')[samples - 2]} examples forward, then the error "
        f"back. Find {found}. Row $n$ of $x$, $h$, $y$ and $t$ belongs to example $n$."
        + ("" if loss == "mse_loss" else " The error is the sum over the examples.")
    )
    return graph_exercise(intro, graph, leaves, wanted)
