"""Steps of Adagrad."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template


@template(warm_up={"steps": 1}, hard={"weights": 2})
def adagrad_steps(draw: Draw, steps: Literal[1, 2] = 2, weights: Literal[1, 2] = 1) -> Exercise:
    """Sums of squared gradients and new weights over one or two steps of Adagrad."""
    rate = draw.choice([0.1, 0.2, 0.4])
    squares, step = OPS["accumulated_squares"](), OPS["adaptive_step"](rate, eps=1e-10)
    graph, s, w = Graph(), "s", "w"
    leaves = {
        "w": draw.array(1, weights, low=-2, high=2, places=1),
        "s": draw.array(1, weights, low=0.2, high=4, places=1),
    }
    for count in range(1, steps + 1):
        gradient = f"g{count}"
        graph = graph.then(f"s{count}", squares, s, gradient)
        graph = graph.then(f"w{count}", step, w, gradient, f"s{count}")
        leaves[gradient] = draw.array(1, weights, low=-3, high=3, places=1)
        s, w = f"s{count}", f"w{count}"
    intro = (
        f"Take {('one step', 'two steps')[steps - 1]} of Adagrad with $\\eta = {rate}$ and find "
        f"the sum of squared gradients $s$ and the weight $w$ after {('it', 'each')[steps - 1]}. "
        + ("Each weight has its own sum. " if weights > 1 else "")
        + r"The small constant outside the root, $\varepsilon = 10^{-10}$, makes no visible "
        "difference."
    )
    return graph_exercise(intro, graph, leaves, graph.names)
