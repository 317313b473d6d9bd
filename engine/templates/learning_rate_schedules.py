"""The same learning rate under three schedules."""

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..ops.cosine_decay import ROOTS
from ..template import template


@template
def learning_rate_schedules(draw: Draw) -> Exercise:
    """The learning rate in a linear warm-up, after steps of decay and along a cosine."""
    size, gamma = draw.integer(3, 10), draw.choice([0.2, 0.4, 0.5])
    epoch = size * draw.integer(2, 3) + draw.integer(1, size - 1)
    total, warm = 12 * draw.integer(2, 10), draw.choice([8, 10, 16, 20])
    step = draw.integer(2, warm - 2)
    graph = (
        Graph()
        .then("eta_warm", OPS["warm_up"](step, warm), "eta")
        .then("eta_step", OPS["step_decay"](epoch, size, gamma), "eta")
        .then("eta_cosine", OPS["cosine_decay"](draw.choice(list(ROOTS)), total), "eta", "eta_min")
    )
    leaves = {
        "eta": draw.array(1, 1, low=0.2, high=0.95),
        "eta_min": draw.array(1, 1, low=0.02, high=0.09),
    }
    intro = (
        f"The full learning rate is $\\eta$. What is it after {step} of {warm} steps of a linear "
        f"warm-up from 0, after {epoch} epochs if it is multiplied by $\\gamma = {gamma}$ every "
        rf"{size} epochs, and along half a cosine down to $\eta_{{\text{{min}}}}$?"
    )
    return graph_exercise(intro, graph, leaves, graph.names)
