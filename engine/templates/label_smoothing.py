"""Cross-entropy against a smoothed target."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template


@template(warm_up={"asked": "target"}, hard={"asked": "floor"})
def label_smoothing(
    draw: Draw,
    classes: Literal[3, 4, 5] = 4,
    asked: Literal["target", "gradient", "floor"] = "gradient",
) -> Exercise:
    """The smoothed target, the loss against given probabilities, and the gradient of the logits."""
    graph = (
        Graph()
        .then("s", OPS["label_smoothing"](draw.choice([0.1, 0.2, 0.3])), "t")
        .then("p", OPS["softmax"](), "z")
    )
    if asked == "floor":
        graph = graph.then("S", OPS["categorical_cross_entropy"](), "s", "s")
        graph = graph.then("R", OPS["kl_div"](), "s", "p")
    graph = graph.then("E", OPS["categorical_cross_entropy"](), "p", "s")
    true = draw.integer(0, classes - 1)
    other = (true + draw.integer(1, classes - 1)) % classes
    target = np.zeros((1, classes))
    target[0, true] = 1
    leaves = {"t": target, "z": draw.array(1, classes, low=-1.2, high=1.2)}
    intro = (
        rf"A classifier with $C = {classes}$ classes is trained with label smoothing: $s$ is the "
        "smoothed target. Find the target of the true and of another class, the probability of "
        "both, the loss"
        + ("." if asked == "target" else " and the gradient of both logits.")
        + (
            " Find also the entropy $S$ of the smoothed target, which is the least that the loss "
            r"can be, and by how much the loss is above it: $R = \mathrm{KL}(s \,\|\, p)$."
            if asked == "floor"
            else ""
        )
    )
    arrays = ("s", "p") if asked == "target" else ("s", "p", "grad.z")
    ask = [f"{name}[{k}]" for name in arrays for k in sorted((true, other))]
    scalars = ["S", "R", "E"] if asked == "floor" else ["E"]
    return graph_exercise(intro, graph, leaves, [*ask, *scalars])
