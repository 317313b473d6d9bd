"""Clipping by the norm of all gradients."""

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def gradient_clipping(draw: Draw) -> Exercise:
    """The global norm of two gradients that are too long together, and both after clipping."""
    limit = draw.choice([0.5, 1.5, 2.0])
    clip = OPS["clip_by_norm"](limit)
    graph = (
        Graph()
        .then("n", OPS["global_norm"](), "g1", "g2")
        .then("g_clipped1", clip, "g1", "n")
        .then("g_clipped2", clip, "g2", "n")
    )
    leaves = {
        "g1": draw.array(1, 2, low=-3, high=3, places=1),
        "g2": draw.array(1, 2, low=-3, high=3, places=1),
    }
    intro = (
        "A network has the gradients $g^{(1)}$ and $g^{(2)}$ for its two layers. Clip them by "
        f"their common norm $n$ to at most $c = {limit}$, as PyTorch's `clip_grad_norm_`."
    )
    return graph_exercise(intro, graph, leaves, graph.names)
