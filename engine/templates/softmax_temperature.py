"""Softmax with a temperature, forward and backward."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template


@template(warm_up={"classes": 2}, hard={"classes": 4, "kind": "cold"})
def softmax_temperature(
    draw: Draw, classes: Literal[2, 3, 4] = 3, kind: Literal["hot", "cold"] = "hot"
) -> Exercise:
    """Probabilities, loss and gradient of the logits under softmax with a temperature."""
    temperature = draw.choice([2, 3, 4] if kind == "hot" else [0.5, 0.8])
    graph = (
        Graph()
        .then("s", OPS["temperature"](float(temperature)), "z")
        .then("p", OPS["softmax"](), "s")
        .then("E", OPS["categorical_cross_entropy"](), "p", "t")
    )
    target = np.zeros((1, classes))
    target[0, draw.integer(0, classes - 1)] = 1
    reach = 2.0 if kind == "hot" else 0.6
    leaves = {"z": draw.array(1, classes, low=-reach, high=reach), "t": target}
    intro = (
        f"A softmax with the temperature $T = {temperature}$: the logits $z$ are divided by $T$ "
        "first. Find the probabilities, the loss and its gradient with respect to $z$."
    )
    return graph_exercise(intro, graph, leaves, ["p", "E", "grad.z"])
