"""Gradient clipping by the global norm."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template


@template(warm_up={"weights": 1}, hard={"step": True})
def gradient_clipping(
    draw: Draw, weights: Literal[1, 2] = 2, step: Literal[False, True] = False
) -> Exercise:
    """The global norm of two gradients, and both after clipping."""
    limit = draw.choice([0.5, 1.5, 2.0])
    rate = draw.choice([0.1, 0.2, 0.4])
    clip = OPS["clip_by_norm"](limit)
    graph = (
        Graph()
        .then("n", OPS["global_norm"](), "g1", "g2")
        .then("g_clipped1", clip, "g1", "n")
        .then("g_clipped2", clip, "g2", "n")
    )
    leaves = {name: draw.array(1, weights, low=-3, high=3, places=1) for name in ("g1", "g2")}
    if step:
        for layer in "12":
            graph = graph.then(f"w_new{layer}", OPS["sgd"](rate), f"w{layer}", f"g_clipped{layer}")
            leaves[f"w{layer}"] = draw.array(1, weights, low=-2, high=2)
    intro = (
        "A network has the gradients $g^{(1)}$ and $g^{(2)}$ for its two layers. Clip them by "
        f"their common norm $n$ to at most $c = {limit}$, as PyTorch's `clip_grad_norm_`"
        + (rf", then take one step with $\eta = {rate}$." if step else ".")
    )
    return graph_exercise(intro, graph, leaves, graph.names)
