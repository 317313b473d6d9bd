"""Gradient clipping by the global norm."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"weights": 1}, hard={"step": True})
def gradient_clipping(
    draw: Draw,
    weights: Literal[1, 2] = 2,
    step: Literal[False, True] = False,
    ask: Ask = "few",
) -> Exercise:
    """The global norm of two gradients, and the gradients after clipping."""
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
            leaves[f"w{layer}"] = draw.array(1, weights, low=-2, high=2, places=1)
    intro = (
        "A network has the gradients $g^{(1)}$ and $g^{(2)}$ for its two layers. Clip them to a "
        f"norm of at most $c = {limit}$, as PyTorch's `clip_grad_norm_` does"
        + (rf", then take one step with $\eta = {rate}$" if step else "")
        + f". Find the norm $n$ of both together{', ' if step else ' and '}"
        + (
            f"every clipped gradient{' and every new weight' * step}."
            if ask == "all"
            else f"the first clipped gradient{' and the first new weight' * step} of each layer."
        )
    )
    wanted = list(graph.names) if ask == "all" else _few(step)
    return graph_exercise(intro, graph, leaves, wanted)


def _few(step: bool) -> list[str]:
    """The norm, and the first entry of each layer."""
    clipped = ["n", "g_clipped1[0]", "g_clipped2[0]"]
    return [*clipped, "w_new1[0]", "w_new2[0]"] if step else clipped
