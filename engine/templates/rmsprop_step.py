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
    """The moving average of squared gradients and the new weights under RMSProp."""
    rate, decay = draw.choice([0.05, 0.1, 0.2]), draw.choice([0.8, 0.9, 0.95])
    leaves = {
        "w": draw.array(1, weights, low=-2, high=2, places=1),
        "v": draw.array(1, weights, low=0.2, high=4, places=1),
    }
    graph, v, w = Graph(), "v", "w"
    for step in range(1, steps + 1):
        g, v_new, w_new = ("g", "v_new", "w_new") if steps == 1 else (f"{n}{step}" for n in "gvw")
        average = OPS["moving_average_of_squares"](decay, r"\alpha")
        graph = graph.then(v_new, average, v, g)
        graph = graph.then(w_new, OPS["adaptive_step"](rate), w, g, v_new)
        leaves[g] = draw.array(1, weights, low=-3, high=3, places=1)
        v, w = v_new, w_new
    intro = (
        f"Take {('one step', 'two steps')[steps - 1]} of RMSProp as in PyTorch, without momentum, "
        rf"with $\alpha = {decay}$ and $\eta = {rate}$: find the moving average of the squared "
        f"gradient, $v$, and the new weight{'s' if weights > 1 else ''}"
        f"{' at each step' if steps > 1 else ''}. The small constant outside the root, "
        r"$\varepsilon = 10^{-8}$, makes no visible difference."
    )
    return graph_exercise(intro, graph, leaves, graph.names)
