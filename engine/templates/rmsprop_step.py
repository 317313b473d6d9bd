"""Steps of RMSProp."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template


@template(warm_up={"weights": 1}, hard={"steps": 2})
def rmsprop_step(draw: Draw, weights: Literal[1, 2] = 2, steps: Literal[1, 2] = 1) -> Exercise:
    """The mean square of the gradient and the new weights under RMSProp."""
    rate, decay = draw.choice([0.05, 0.1, 0.2]), draw.choice([0.8, 0.9, 0.95])
    leaves = {
        "w": draw.array(1, weights, low=-2, high=2),
        "v": draw.array(1, weights, low=0.2, high=4),
    }
    graph, v, w = Graph(), "v", "w"
    for step in range(1, steps + 1):
        g, v_new, w_new = ("g", "v_new", "w_new") if steps == 1 else (f"{n}{step}" for n in "gvw")
        average = OPS["moving_average_of_squares"](decay, r"\alpha")
        graph = graph.then(v_new, average, v, g)
        graph = graph.then(w_new, OPS["adaptive_step"](rate), w, g, v_new)
        leaves[g] = draw.array(1, weights, low=-3, high=3)
        v, w = v_new, w_new
    intro = (
        f"{('One step', 'Two steps')[steps - 1]} of RMSProp as in PyTorch, without momentum: renew "
        f"the mean square $v$, then step{', and once more' * (steps - 1)}. "
        rf"$\alpha = {decay}$, $\eta = {rate}$; $\varepsilon = 10^{{-8}}$, outside the root, is "
        "too small to show."
    )
    return graph_exercise(intro, graph, leaves, graph.names)
