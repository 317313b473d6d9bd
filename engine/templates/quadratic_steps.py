"""Gradient descent on a parabola."""

from typing import Literal

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template

# ηa, the learning rate times the curvature: the distance from the minimum shrinks by 1 − ηa a step.
REGIMES = {"converges": (0.2, 0.8), "oscillates": (1.2, 1.8), "diverges": (2.1, 2.8)}


@template
def quadratic_steps(
    draw: Draw,
    regime: Literal["converges", "oscillates", "diverges"] = "oscillates",
) -> Exercise:
    """Three steps of gradient descent on a parabola, at a small, a large or too large a rate."""
    curvature, (low, high) = draw.decimal(1.5, 6, places=1), REGIMES[regime]
    rate = draw.decimal(low / curvature, high / curvature)
    slope, step = OPS["quadratic_gradient"](curvature), OPS["sgd"](rate)
    graph, w = Graph(), "w"
    for count in (1, 2, 3):
        graph = graph.then(f"g{count}", slope, w, "c").then(f"w{count}", step, w, f"g{count}")
        w = f"w{count}"
    leaves = {
        "w": draw.array(1, 1, low=-3, high=3, places=1),
        "c": draw.array(1, 1, low=-2, high=2, places=1),
    }
    intro = (
        "Take three steps of gradient descent on $E(w) = \\frac{a}{2} (w - c)^2$ with the "
        f"curvature $a = {curvature}$ and the learning rate $\\eta = {rate}$. Watch the distance "
        "to the minimum $c$: its sign, and whether it shrinks."
    )
    return graph_exercise(intro, graph, leaves, graph.names)
