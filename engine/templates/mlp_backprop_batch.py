"""A network with one hidden layer, forward and backward for a batch of examples."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.layers import draw_weights, mlp
from ._base import template


@template(warm_up={"hidden": 1}, hard={"samples": 3})
def mlp_backprop_batch(
    draw: Draw,
    activation: Literal["sigmoid", "tanh"] = "sigmoid",
    loss: Literal["mse_loss", "half_squared_error"] = "mse_loss",
    hidden: Literal[1, 2] = 2,
    samples: Literal[2, 3] = 2,
) -> Exercise:
    """Gradients of a small network for a batch of examples, over which they add up."""
    graph = mlp([activation, None], loss)
    leaves = {
        "x": draw.array(samples, 1, low=-2, high=2),
        **draw_weights(draw, graph, [1, hidden, 1]),
        "t": draw.array(samples, 1, low=-0.95, high=0.95),
    }
    intro = (
        f"{('Two', 'Three')[samples - 2]} samples at once: row $n$ of $x$, $h$, $y$ and $t$ "
        "belongs to sample $n$. Propagate them forward, then the error back. Every weight serves "
        "every sample, so its gradient is "
        "the sum of what they send back."
    )
    if loss == "mse_loss":
        intro += " The error is the *mean* over the samples."
    ask = ["y", "grad.y", "grad.W2", "grad.b2", "grad.W1"]
    return graph_exercise(intro, graph, leaves, ask)
