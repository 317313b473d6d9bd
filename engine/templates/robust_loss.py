"""Piecewise losses: Huber and hinge."""

from typing import Literal

import numpy as np

from ..draw import Draw, Redraw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"loss": "hinge_loss", "inputs": 1}, hard={"examples": 3})
def robust_loss(
    draw: Draw,
    loss: Literal["huber_loss", "hinge_loss"] = "huber_loss",
    inputs: Literal[1, 2] = 2,
    examples: Literal[2, 3] = 2,
    ask: Ask = "few",
) -> Exercise:
    """Huber or hinge loss of a linear neuron over a few examples, and its gradients."""
    graph = Graph().then("y", OPS["affine"](), "x", "W", "b").then("E", OPS[loss](), "y", "t")
    leaves = {
        "x": draw.array(examples, inputs, low=-2, high=2, places=1),
        "W": draw.array(inputs, 1, low=-0.95, high=0.95),
        "b": draw.array(1, low=-0.6, high=0.6),
    }
    y = leaves["x"] @ leaves["W"] + leaves["b"]
    if loss == "huber_loss":
        wanted = ["y", "E", "grad.y", "grad.W"]
        said = (
            r"The Huber loss of a difference $d = y - t$ is $\frac{1}{2} d^2$ for $|d| \le 1$, "
            r"else $|d| - \frac{1}{2}$."
        )
        pieces = [draw.decimal(0.15, 0.85), draw.decimal(1.2, 2.5)]  # one example on each
        pieces += [draw.decimal(1.2, 2.5) for _ in range(examples - 2)]
        away = [[draw.choice([-1, 1]) * size] for size in draw.shuffled(pieces)]
        leaves["t"] = np.round(y - np.array(away), 2)
    else:
        wanted, said = ["y", "E", "grad.W", "grad.b"], "The targets are 1 and −1."
        leaves["t"] = np.array([[1.0], [-1.0], [1.0]])[:examples] * draw.choice([-1, 1])
        margin = 1 - leaves["t"] * y
        if (margin <= 0).all():
            raise Redraw
        if (margin > 0).all() and examples == 2:
            wanted = ["y", "E", "grad.y", "grad.W"]  # the two bias gradients cancel
    found = "the outputs, the loss and its gradients"
    if ask == "few":
        wanted = ["E", "grad.y" if inputs > 1 else "grad.y[0,0]", "grad.W[0,0]"]
        found = (
            "the loss, and its gradient with respect to "
            f"{'every' if inputs > 1 else 'the first'} output and to "
            f"{'one' if inputs > 1 else 'the'} weight"
        )
    intro = (
        f"A linear neuron sees a batch of {('two', 'three')[examples - 2]} examples (the rows "
        f"of $x$), and the loss is the mean over the batch. {said} Find {found}."
    )
    return graph_exercise(intro, graph, leaves, wanted)
