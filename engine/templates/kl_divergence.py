"""Entropy, cross-entropy and KL divergence of two distributions."""

from typing import Literal

import numpy as np

from ..draw import Draw, Redraw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"classes": 2}, hard={"given": "logits"})
def kl_divergence(
    draw: Draw,
    classes: Literal[2, 3, 4] = 3,
    given: Literal["probabilities", "logits"] = "probabilities",
    ask: Ask = "few",
) -> Exercise:
    """Cross-entropy and KL divergence of two distributions, in both directions."""
    logits = given == "logits"
    graph = Graph().then("q", OPS["softmax"](), "z") if logits else Graph()
    graph = (
        graph.then("H", OPS["categorical_cross_entropy"](), "q", "p")
        .then("S", OPS["categorical_cross_entropy"](), "p", "p")
        .then("R", OPS["kl_div"](), "q", "p")
        .then("D", OPS["kl_div"](), "p", "q")
    )
    leaves = {"p": _distribution(draw, classes)}
    if logits:
        leaves["z"] = draw.array(1, classes, low=-1.5, high=1.5, places=1)
        said = (
            "A student has the logits $z$ and should match a teacher's probabilities $p$. Find "
            + ("all" if ask == "all" else "the first")
            + " of the student's probabilities $q$, "
        )
    else:
        leaves["q"] = _distribution(draw, classes)
        said = "For two distributions $p$ and $q$ over the same classes, find "
    intro = (
        f"{said}the cross-entropy $H(p, q)$"
        + (", the entropy $S$ of $p$" if ask == "all" else "")
        + r" and the divergences $R = \mathrm{KL}(q \,\|\, p)$ and "
        r"$D = \mathrm{KL}(p \,\|\, q)$, with natural logarithms."
    )
    wanted = ["H", "S", "R", "D"] if ask == "all" else ["H", "R", "D"]
    if logits:
        intro += " Then find the gradient of $D$ with respect to "
        intro += "all logits." if ask == "all" else "the first logit."
        wanted += ["q", "grad.z"] if ask == "all" else ["q[0]", "grad.z[0]"]
    return graph_exercise(intro, graph, leaves, wanted)


def _distribution(draw: Draw, classes: int) -> np.ndarray:
    """Distinct whole percentages, each at least 6, that add up to 100, as decimals."""
    shares: list[int] = []
    for left in range(classes - 1, 0, -1):
        shares.append(draw.integer(6, 100 - sum(shares) - 6 * left))
    shares.append(100 - sum(shares))
    if len(set(shares)) < classes:
        raise Redraw
    return np.array([[share / 100 for share in draw.shuffled(shares)]])
