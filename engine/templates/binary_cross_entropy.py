"""Logistic regression: the binary cross-entropy of a sigmoid neuron, and its gradients."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..graph.layers import draw_weights, mlp
from ..ops._base import OPS
from ._base import template


@template(warm_up={"inputs": 1}, hard={"inputs": 3, "form": "logit", "samples": 2})
def binary_cross_entropy(
    draw: Draw,
    inputs: Literal[1, 2, 3] = 2,
    form: Literal["probability", "logit"] = "probability",
    samples: Literal[1, 2] = 1,
) -> Exercise:
    """Cross-entropy of a sigmoid neuron, and its gradients, from the probability or the logit."""
    if form == "probability":
        graph = mlp(["sigmoid"], "binary_cross_entropy")
        ask = ["y", "E", "grad.y", "grad.z", "grad.W", "grad.b"]
    else:
        graph = (
            Graph()
            .then("z", OPS["affine"](), "x", "W", "b")
            .then("E", OPS["binary_cross_entropy_with_logits"](), "z", "t")
        )
        ask = ["z", "E", "grad.z", "grad.W", "grad.b"]
    leaves = {
        "x": draw.array(samples, inputs, low=-2, high=2),
        **draw_weights(draw, graph, [inputs, 1]),
        "t": np.array([[float(draw.integer(0, 1))] for _ in range(samples)]),
    }
    intro = (
        "A neuron says how likely a positive is; the target is 0 or 1. Find the cross-entropy "
        r"(natural logarithm) and go back to the weights. Here $y = \sigma(z)$."
        + (" The error is the *mean* over both samples, the rows of $x$." if samples > 1 else "")
    )
    return graph_exercise(intro, graph, leaves, ask)
