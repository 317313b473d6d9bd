"""Softmax with cross-entropy, forward and backward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..graph.layers import draw_weights
from ..ops._base import OPS
from ._base import Ask, template
from ._one_hot import one_hot


@template(warm_up={"classes": 2}, hard={"layer": True})
def softmax_cross_entropy(
    draw: Draw,
    classes: Literal[2, 3, 4] = 3,
    layer: Literal[False, True] = False,
    ask: Ask = "few",
) -> Exercise:
    """Softmax with cross-entropy: probability, loss, and the gradient at the logits."""
    graph = Graph().then("z", OPS["affine"](), "x", "W", "b") if layer else Graph()
    graph = graph.then("p", OPS["softmax"](), "z").then(
        "E", OPS["categorical_cross_entropy"](), "p", "t"
    )
    target, true, other = one_hot(draw, classes)
    leaves = {"t": target}
    if layer:
        leaves["x"] = draw.array(1, 2, low=-2, high=2, places=1)
        leaves |= draw_weights(draw, graph, [2, classes])
    else:
        leaves["z"] = draw.array(1, classes, low=-1.5, high=1.5, places=1)
    if ask == "all":
        found, logits, weights = "all probabilities", "all logits", "all weights"
        wanted = ["p", "E", "grad.z", *(["grad.W"] if layer else [])]
    else:
        found, weights = "the probability of the true class", "one weight"
        logits = (
            "the logit of that class"
            if classes == 2
            else "the logits of that class and of another one"
        )
        some = [true] if classes == 2 else [true, other]
        wanted = [f"p[{true}]", "E", *(f"grad.z[{k}]" for k in some)]
        wanted += [f"grad.W[0,{true}]"] if layer else []
    intro = (
        f"{'A linear classifier' if layer else 'A classifier'} has the logits "
        f"{'$z = xW + b$' if layer else '$z$'} and the one-hot target $t$. Find {found}, the loss "
        f"(natural logarithm), and its gradient with respect to {logits}"
        f"{f', and to {weights}' if layer else ''}."
    )
    return graph_exercise(intro, graph, leaves, wanted)
