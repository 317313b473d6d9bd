"""Gradient descent on a small data set, by full batch, mini-batches or single examples."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template

SAMPLES = 4
SIZES = {"batch": SAMPLES, "mini-batch": 2, "stochastic": 1}


@template(warm_up={"method": "batch"}, hard={"method": "stochastic"})
def descent_on_data(
    draw: Draw, method: Literal["batch", "mini-batch", "stochastic"] = "mini-batch"
) -> Exercise:
    """One epoch of gradient descent on four examples: every gradient, and the weight's path."""
    size, rate = SIZES[method], draw.choice([0.1, 0.2])
    graph, w, before = Graph(), "w", "w"
    for count, first in enumerate(range(1, SAMPLES + 1, size), start=1):
        digit = str(count) if size < SAMPLES else ""
        gradient, new = f"d{digit}", f"w{count}"
        graph = graph.then(
            gradient, OPS["sample_gradients"](first, first + size - 1), w, "x", "t", before
        )
        if size > 1:
            graph = graph.then(f"g{digit}", OPS["batch_mean"](), gradient)
            gradient = f"g{digit}"
        graph = graph.then(new, OPS["sgd"](rate), w, gradient)
        before, w = w, new
    leaves = {
        "w": draw.array(1, 1, low=-1.5, high=1.5, places=1),
        "x": draw.array(SAMPLES, 1, low=-2.5, high=2.5, places=1),
        "t": draw.array(SAMPLES, 1, low=-2.5, high=2.5, places=1),
    }
    steps = {
        "batch": "one step with the mean gradient of all four samples",
        "mini-batch": "two steps, each with the mean gradient of two samples, in the order given",
        "stochastic": "four steps, each with the gradient of one sample, in the order given",
    }
    intro = (
        "A linear neuron $y = w x$ without bias has the error $\\frac{1}{2}(w x_i - t_i)^2$ on "
        f"sample $i$. Train it for one epoch: {steps[method]}. The learning rate is "
        f"$\\eta = {rate}$."
    )
    return graph_exercise(intro, graph, leaves, graph.names)
