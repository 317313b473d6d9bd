"""Softmax with a temperature, forward and backward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template
from ._one_hot import one_hot


@template(warm_up={"classes": 2}, hard={"classes": 4, "kind": "cold"})
def softmax_temperature(
    draw: Draw,
    classes: Literal[2, 3, 4] = 3,
    kind: Literal["hot", "cold"] = "hot",
    ask: Ask = "few",
) -> Exercise:
    """Softmax with a temperature: probability, cross-entropy, and the gradient at the logits."""
    temperature = draw.choice([2, 3, 4] if kind == "hot" else [0.5, 0.8])
    graph = (
        Graph()
        .then("s", OPS["temperature"](float(temperature)), "z")
        .then("p", OPS["softmax"](), "s")
        .then("E", OPS["categorical_cross_entropy"](), "p", "t")
    )
    target, true, other = one_hot(draw, classes)
    reach, places = (2.0, 1) if kind == "hot" else (0.6, 2)
    leaves = {"z": draw.array(1, classes, low=-reach, high=reach, places=places), "t": target}
    if ask == "all":
        found, logits = "all probabilities", "all logits"
        wanted = ["p", "E", "grad.z"]
    else:
        found = "the probability of the true class"
        logits = "its logit" if classes == 2 else "its logit and another one"
        some = [true] if classes == 2 else [true, other]
        wanted = [f"p[{true}]", "E", *(f"grad.z[{k}]" for k in some)]
    intro = (
        f"A softmax has temperature $T = {temperature}$: it divides the logits $z$ by $T$ "
        f"first. Find {found}, the loss (natural logarithm), and its gradient with respect to "
        f"{logits}."
    )
    return graph_exercise(intro, graph, leaves, wanted)
