"""Cross-entropy against a smoothed target."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"asked": "target"}, hard={"asked": "floor"})
def label_smoothing(
    draw: Draw,
    classes: Literal[3, 4, 5] = 4,
    asked: Literal["target", "gradient", "floor"] = "gradient",
    ask: Ask = "few",
) -> Exercise:
    """Label smoothing: the target it makes, the loss, and the gradient at the logits."""
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
    leaves = {"t": target, "z": draw.array(1, classes, low=-1.2, high=1.2, places=1)}
    both = sorted((true, other))
    scalars = ["S", "R", "E"] if asked == "floor" else ["E"]
    if ask == "all":
        found, logits = "the probability of both, ", "both logits"
        arrays = ("p",) if asked == "target" else ("p", "grad.z")
        wanted = [f"{name}[{k}]" for name in arrays for k in both]
    else:
        found, logits = "", "the true class's logit"
        wanted = [] if asked == "target" else [f"grad.z[{true}]"]
    intro = (
        rf"A classifier with $C = {classes}$ classes is trained with label smoothing. Find the "
        f"smoothed target $s$ of the true class and of another one, {found}"
        + ("and " if asked == "target" else "")
        + "the cross-entropy loss (natural logarithm)"
        + ("." if asked == "target" else f" and its gradient with respect to {logits}.")
        + (
            " Also find the entropy $S$ of the smoothed target, the least that the loss can be, "
            r"and how far above it the loss is: $R = \mathrm{KL}(s \,\|\, p)$."
            if asked == "floor"
            else ""
        )
    )
    wanted += [*(f"s[{k}]" for k in both), *scalars]
    return graph_exercise(intro, graph, leaves, wanted)
