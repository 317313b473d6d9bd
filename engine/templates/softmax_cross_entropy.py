"""Softmax with cross-entropy, forward and backward."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..graph.layers import draw_weights
from ..ops._base import OPS
from ._base import template


@template(warm_up={"classes": 2}, hard={"layer": True})
def softmax_cross_entropy(
    draw: Draw, classes: Literal[2, 3, 4] = 3, layer: Literal[False, True] = False
) -> Exercise:
    """Probabilities, loss and the gradient of the logits under softmax and cross-entropy."""
    graph = Graph().then("z", OPS["affine"](), "x", "W", "b") if layer else Graph()
    graph = graph.then("p", OPS["softmax"](), "z").then(
        "E", OPS["categorical_cross_entropy"](), "p", "t"
    )
    target = np.zeros((1, classes))
    target[0, draw.integer(0, classes - 1)] = 1
    leaves = {"t": target}
    if layer:
        leaves["x"] = draw.array(1, 2, low=-2, high=2)
        leaves |= draw_weights(draw, graph, [2, classes])
    else:
        leaves["z"] = draw.array(1, classes, low=-1.5, high=1.5)
    intro = (
        (
            "A linear classifier has the logits $z = xW + b$"
            if layer
            else "A classifier's logits $z$"
        )
        + " and the one-hot target $t$. Find the probabilities, the loss "
        r"(natural logarithm), and its gradient with respect to the **logits**"
        + (" and the weights." if layer else ".")
    )
    return graph_exercise(
        intro, graph, leaves, ["p", "E", "grad.z", "grad.W"] if layer else ["p", "E", "grad.z"]
    )
