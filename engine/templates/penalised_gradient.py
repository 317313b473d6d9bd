"""Ridge, lasso and elastic net: how a penalty changes the loss, the gradient and the step."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.layers import draw_weights, mlp
from ..ops._base import OPS, Op
from ._base import Ask, template

NAMES = {"l2": "L2 (ridge)", "l1": "L1 (lasso)", "elastic_net": "elastic net"}


@template(warm_up={"inputs": 1}, hard={"inputs": 3, "penalty": "elastic_net"})
def penalised_gradient(
    draw: Draw,
    penalty: Literal["l2", "l1", "elastic_net"] = "l2",
    inputs: Literal[1, 2, 3] = 2,
    ask: Ask = "few",
) -> Exercise:
    """Loss, gradient and one descent step of a linear neuron with a penalty on its weights."""
    rate = draw.choice([0.1, 0.2, 0.4])
    graph = (
        mlp([None])
        .then("R", _penalty(draw, penalty), "W")
        .then("J", OPS["penalised_loss"](), "E", "R")
        .update(OPS["sgd"](lr=rate), "W")
    )
    leaves = {
        "x": draw.array(1, inputs, low=-2, high=2, places=1),
        **draw_weights(draw, graph, [inputs, 1]),
        "t": draw.array(1, 1, low=-1.9, high=1.9, places=1),
    }
    if ask == "all":
        found = "the error, the penalty, the loss $J$, its gradient with respect to every weight, "
        found += "and the weights"
        wanted = ["E", "R", "J", "grad.W", "updated.W"]
    else:
        below = int(np.argmax(leaves["W"] < 0))  # the sign of a negative weight is easily lost
        which = "the weight, and the weight" if inputs == 1 else "one weight, and that weight"
        found = f"the loss $J$, its gradient with respect to {which}"
        wanted = ["J", f"grad.W[{below},0]", f"updated.W[{below},0]"]
    intro = (
        f"A linear neuron is trained with an {NAMES[penalty]} penalty on its weights; the bias is "
        f"not penalised. Find {found} after one step of gradient descent with "
        rf"$\eta = {rate}$."
    )
    return graph_exercise(intro, graph, leaves, wanted)


def _penalty(draw: Draw, penalty: str) -> Op:
    if penalty == "elastic_net":
        return OPS["elastic_net_penalty"](draw.choice([0.1, 0.2]), draw.choice([0.3, 0.5]))
    return OPS[f"{penalty}_penalty"](draw.choice([0.2, 0.3, 0.4, 0.6]))
