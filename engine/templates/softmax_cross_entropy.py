"""Classification's last step: scores to probabilities to loss, and back."""

from typing import Literal

import numpy as np

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def softmax_cross_entropy(draw: Draw, classes: Literal[2, 3, 4] = 3) -> Exercise:
    """Probabilities, loss and the gradient of the logits under softmax and cross-entropy."""
    graph = (
        Graph()
        .then("p", OPS["softmax"](), "z")
        .then("E", OPS["categorical_cross_entropy"](), "p", "t")
    )
    target = np.zeros((1, classes))
    target[0, draw.integer(0, classes - 1)] = 1
    leaves = {"z": draw.array(1, classes, low=-1.5, high=1.5), "t": target}
    intro = (
        "A classifier's logits $z$ and the one-hot target $t$. Find the probabilities, the loss "
        r"(natural logarithm), and its gradient with respect to the **logits**."
    )
    return graph_exercise(intro, graph, leaves, ["p", "E", "grad.z"])
