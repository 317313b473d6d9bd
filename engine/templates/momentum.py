"""Gradient descent with momentum."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template


@template(warm_up={"steps": 1}, hard={"nesterov": True})
def momentum(
    draw: Draw, steps: Literal[1, 2] = 2, nesterov: Literal[False, True] = False
) -> Exercise:
    """Velocity and weights under momentum: two steps of one weight, or one step of two weights."""
    rate, decay = draw.choice([0.1, 0.2, 0.3]), draw.choice([0.5, 0.8, 0.9])
    velocity, step = OPS["velocity"](momentum=decay, lr=rate), OPS["sgd"](lr=rate)
    graph, v, w = Graph(), "v", "w"
    for count in range(1, steps + 1):
        graph = graph.then(f"v{count}", velocity, v, f"g{count}")
        v = way = f"v{count}"
        if nesterov:
            way = f"d{count}"
            graph = graph.then(way, velocity, v, f"g{count}")
        graph = graph.then(f"w{count}", step, w, way)
        w = f"w{count}"
    leaves = {name: draw.array(1, 3 - steps, low=-2, high=2) for name in graph.leaves}
    name = "Nesterov's momentum, which looks ahead" if nesterov else "momentum"
    intro = (
        f"Gradient descent with {name}: go along each gradient given. The learning rate is "
        f"$\\eta = {rate}$, the momentum $\\mu = {decay}$. As in PyTorch, the velocity adds up "
        "whole gradients, and the learning rate scales the step."
    )
    return graph_exercise(intro, graph, leaves, graph.names)
