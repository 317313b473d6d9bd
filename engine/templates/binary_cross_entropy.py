"""Logistic regression: the binary cross-entropy of a sigmoid neuron, and its gradients."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..graph.layers import draw_weights, mlp
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"inputs": 1}, hard={"inputs": 3, "form": "logit", "samples": 2})
def binary_cross_entropy(
    draw: Draw,
    inputs: Literal[1, 2, 3] = 2,
    form: Literal["probability", "logit"] = "probability",
    samples: Literal[1, 2] = 1,
    ask: Ask = "few",
) -> Exercise:
    """Cross-entropy of a sigmoid neuron, from the probability or the logit, and its gradient."""
    if form == "probability":
        graph = mlp(["sigmoid"], "binary_cross_entropy")
        first, wanted = "y", ["y", "E", "grad.y", "grad.z", "grad.W", "grad.b"]
    else:
        graph = (
            Graph()
            .then("z", OPS["affine"](), "x", "W", "b")
            .then("E", OPS["binary_cross_entropy_with_logits"](), "z", "t")
        )
        first, wanted = "z", ["z", "E", "grad.z", "grad.W", "grad.b"]
    leaves = {
        "x": draw.array(samples, inputs, low=-2, high=2, places=1),
        **draw_weights(draw, graph, [inputs, 1]),
        "t": np.array([[float(draw.integer(0, 1))] for _ in range(samples)]),
    }
    named = {"y": "the probability $y$", "z": "the logit $z$"}[first]
    if ask == "all":
        weights = f", {'every' if inputs > 1 else 'the'} weight and the bias"
    elif samples > 1:
        weights = f", {'the first' if inputs > 1 else 'the'} weight and the bias"
        wanted = [first, "E", "grad.z", "grad.W[0,0]", "grad.b"]
    elif inputs > 1:
        weights, wanted = " and the first weight", [first, "E", "grad.z", "grad.W[0,0]"]
    else:
        weights, wanted = "", [first, "E", "grad.z"]
    intro = (
        r"A neuron gives the probability $y = \sigma(z)$ that the target is 1. Find "
        f"{named}, the cross-entropy (natural logarithm), and its gradient with respect to the "
        f"logit $z${weights}." + (" The rows of $x$ are two examples." if samples > 1 else "")
    )
    return graph_exercise(intro, graph, leaves, wanted)
