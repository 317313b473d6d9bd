"""Gradient descent on a parabola."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template

# ηa, learning rate times curvature: each step multiplies the distance to the minimum by 1 − ηa.
REGIMES = {"converges": (0.2, 0.8), "oscillates": (1.2, 1.8), "diverges": (2.1, 2.8)}


@template(warm_up={"regime": "converges", "steps": 2}, hard={"momentum": True})
def quadratic_steps(
    draw: Draw,
    regime: Literal["converges", "oscillates", "diverges"] = "oscillates",
    steps: Literal[2, 3] = 3,
    momentum: Literal[False, True] = False,
    ask: Ask = "few",
) -> Exercise:
    """Steps of gradient descent on a parabola; the learning rate is small, large or too large."""
    curvature, (low, high) = draw.decimal(1.5, 6, places=1), REGIMES[regime]
    rate = draw.decimal(low / curvature, high / curvature)
    slope, step = OPS["quadratic_gradient"](curvature), OPS["sgd"](rate)
    velocity = OPS["velocity"](momentum=0.5, lr=rate)
    graph, w, before = Graph(), "w", ""
    for count in range(1, steps + 1):
        way = f"g{count}"
        graph = graph.then(way, slope, w, "c")
        if momentum and before:
            graph = graph.then(f"v{count}", velocity, before, way)
            way = f"v{count}"
        graph = graph.then(f"w{count}", step, w, way)
        w, before = f"w{count}", way
    leaves = {
        "w": draw.array(1, 1, low=-3, high=3, places=1),
        "c": draw.array(1, 1, low=-2, high=2, places=1),
    }
    intro = (
        f"Take {('two', 'three')[steps - 2]} steps of gradient descent on "
        f"$E(w) = \\frac{{a}}{{2}} (w - c)^2$ with the curvature $a = {curvature}$ and the "
        f"learning rate $\\eta = {rate}$, and find "
        + ("every gradient" if ask == "all" else "the gradient $g^{(1)}$")
        + f"{', every velocity' if momentum else ''} and the weight after each step. Watch the "
        "distance to the minimum $c$: its sign, and whether it shrinks."
        + (
            r" Use momentum $\mu = 0.5$ as in PyTorch: the velocity $v$ adds up whole gradients "
            r"and starts as the first of them, $v^{(1)} = g^{(1)}$."
            if momentum
            else ""
        )
    )
    wanted = [name for name in graph.names if ask == "all" or name[0] != "g" or name == "g1"]
    return graph_exercise(intro, graph, leaves, wanted)
