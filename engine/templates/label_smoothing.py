"""Cross-entropy against a smoothed target."""

from typing import Literal

import numpy as np

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def label_smoothing(draw: Draw, classes: Literal[3, 4, 5] = 4) -> Exercise:
    """The smoothed target, the loss against given probabilities, and the gradient of the logits."""
    graph = (
        Graph()
        .then("s", OPS["label_smoothing"](draw.choice([0.1, 0.2, 0.3])), "t")
        .then("p", OPS["softmax"](), "z")
        .then("E", OPS["categorical_cross_entropy"](), "p", "s")
    )
    true = draw.integer(0, classes - 1)
    other = (true + draw.integer(1, classes - 1)) % classes
    target = np.zeros((1, classes))
    target[0, true] = 1
    leaves = {"t": target, "z": draw.array(1, classes, low=-1.2, high=1.2)}
    intro = (
        rf"A classifier with $C = {classes}$ classes is trained with label smoothing: $s$ is the "
        "smoothed target. Find the target of the true and of another class, the probability of "
        "both, the loss and the gradient of both logits."
    )
    ask = [f"{name}[{k}]" for name in ("s", "p", "grad.z") for k in sorted((true, other))]
    return graph_exercise(intro, graph, leaves, [*ask, "E"])
