"""Gradient descent with momentum."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"steps": 1}, hard={"nesterov": True})
def momentum(
    draw: Draw,
    steps: Literal[1, 2] = 2,
    nesterov: Literal[False, True] = False,
    ask: Ask = "few",
) -> Exercise:
    """Velocity and weight under momentum: two steps of one weight, or one step of two weights."""
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
    leaves = {name: draw.array(1, 3 - steps, low=-2, high=2, places=1) for name in graph.leaves}
    name = "Nesterov momentum" if nesterov else "momentum"
    if ask == "all":
        wanted = list(graph.names)
        asked = f"every velocity{', direction' * nesterov} and weight"
    elif steps == 1:
        wanted = [f"{node}[0]" for node in graph.names]
        asked = f"the velocity{', the direction' * nesterov} and the value of the first weight"
    else:
        wanted = [node for node in graph.names if node not in ("v1", "d1")]
        asked = "the weight after each step, and on the way the velocity $v^{(2)}$"
        asked += " and the direction $d^{(2)}$" * nesterov
    intro = (
        f"Take {('one step', 'two steps')[steps - 1]} of gradient descent with {name} and find "
        f"{asked}. The learning rate is $\\eta = {rate}$ and the momentum $\\mu = {decay}$. As in "
        "PyTorch, the velocity adds up whole gradients, and the learning rate scales the step. You "
        "start from the velocity $v$ and the weight $w$; "
        + ("$g^{(1)}$ is the gradient." if steps == 1 else "$g^{(k)}$ is the gradient of step $k$.")
    )
    return graph_exercise(intro, graph, leaves, wanted)
