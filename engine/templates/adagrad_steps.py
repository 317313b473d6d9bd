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
    """Sums of squares and weights over one or two steps of Adagrad."""
    rate = draw.choice([0.1, 0.2, 0.4])
    squares, step = OPS["accumulated_squares"](), OPS["adaptive_step"](rate, eps=1e-10)
    graph, s, w = Graph(), "s", "w"
    leaves = {
        "w": draw.array(1, weights, low=-2, high=2),
        "s": draw.array(1, weights, low=0.2, high=4),
    }
    for count in range(1, steps + 1):
        gradient = f"g{count}"
        graph = graph.then(f"s{count}", squares, s, gradient)
        graph = graph.then(f"w{count}", step, w, gradient, f"s{count}")
        leaves[gradient] = draw.array(1, weights, low=-3, high=3)
        s, w = f"s{count}", f"w{count}"
    intro = (
        "Adagrad adds up the squares of all gradients in $s$ and divides each step by its root"
        f"{', for every weight by itself' if weights > 1 else ''}. "
        rf"Take {('one step', 'two steps')[steps - 1]} along what is given, with $\eta = {rate}$; "
        r"$\varepsilon = 10^{-10}$, outside the root, is too small to show."
    )
    return graph_exercise(intro, graph, leaves, graph.names)
