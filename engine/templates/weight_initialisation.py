"""How large the first weights are."""

from typing import Literal

import numpy as np

from ..building import graph_exercise
from ..draw import Draw, Redraw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def weight_initialisation(
    draw: Draw,
    scheme: Literal["glorot", "he"] = "glorot",
) -> Exercise:
    """Variance, standard deviation and uniform limit of Glorot's (Xavier's) or He's weights."""
    graph = (
        Graph()
        .then("v", OPS["weight_variance"](int(scheme == "he")), "n_in", "n_out")
        .then("s", OPS["standard_deviation"](), "v")
        .then("a", OPS["uniform_limit"](), "s")
    )
    fans = [draw.integer(8, 300) for _ in range(2)]
    if abs(fans[0] - fans[1]) < 4:
        raise Redraw
    leaves = {name: np.array([[float(fan)]]) for name, fan in zip(graph.leaves, fans, strict=True)}
    names = {
        "glorot": "Glorot's (Xavier's) initialisation, for tanh,",
        "he": "He's initialisation, for ReLU and by the number of inputs,",
    }
    intro = (
        f"A fully connected layer has {fans[0]} inputs and {fans[1]} outputs. Find the variance "
        f"$v$ that {names[scheme]} gives its weights, their standard deviation $s$, and the limit "
        "$a$ if they are drawn uniformly from $(-a, a)$ with that deviation."
    )
    return graph_exercise(intro, graph, leaves, graph.names)
