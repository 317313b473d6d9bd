"""The scale of the initial weights."""

from typing import Literal

import numpy as np

from ..draw import Draw, Redraw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template


@template(warm_up={"scheme": "he"}, hard={"layer": "conv2d"})
def weight_initialisation(
    draw: Draw,
    scheme: Literal["glorot", "he"] = "glorot",
    layer: Literal["linear", "conv2d"] = "linear",
) -> Exercise:
    """Variance, standard deviation and uniform limit of Glorot (Xavier) or He initialisation."""
    kernel, conv = draw.choice([3, 5]), layer == "conv2d"
    graph = Graph()
    for side in ["in", "out"] if conv else []:
        graph = graph.then(f"n_{side}", OPS["fan"](kernel), f"c_{side}")
    graph = (
        graph.then("v", OPS["weight_variance"](int(scheme == "he")), "n_in", "n_out")
        .then("s", OPS["standard_deviation"](), "v")
        .then("a", OPS["uniform_limit"](), "s")
    )
    fans = [draw.integer(4, 40) if conv else draw.integer(8, 300) for _ in range(2)]
    if abs(fans[0] - fans[1]) < 4:
        raise Redraw
    leaves = {name: np.array([[float(fan)]]) for name, fan in zip(graph.leaves, fans, strict=True)}
    names = {
        "glorot": "Glorot's (Xavier's) initialisation, for tanh,",
        "he": "He's initialisation, for ReLU and based on the number of inputs,",
    }
    intro = (
        (
            rf"A convolution layer has ${kernel} \times {kernel}$ kernels, {fans[0]} input and "
            f"{fans[1]} output channels. Find its fans $n_{{\\text{{in}}}}$ and "
            r"$n_{\text{out}}$ (connections of an output, and of an input), the variance "
            if conv
            else f"A fully connected layer has {fans[0]} inputs and {fans[1]} outputs. Find the "
            "variance "
        )
        + f"$v$ that {names[scheme]} gives its weights, their standard deviation $s$, and "
        "the limit $a$ if they are drawn uniformly from $(-a, a)$ with that deviation."
    )
    return graph_exercise(intro, graph, leaves, graph.names)
