"""Gradient descent on a small data set, by full batch, mini-batches or single examples."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template

EXAMPLES = 4
SIZES = {"batch": EXAMPLES, "mini-batch": 2, "stochastic": 1}


@template(warm_up={"method": "batch"}, hard={"method": "stochastic"})
def descent_on_data(
    draw: Draw,
    method: Literal["batch", "mini-batch", "stochastic"] = "mini-batch",
    ask: Ask = "few",
) -> Exercise:
    """One epoch of gradient descent on four examples: gradients, and the path of the weight."""
    size, rate = SIZES[method], draw.choice([0.1, 0.2])
    graph, w, before = Graph(), "w", "w"
    for count, first in enumerate(range(1, EXAMPLES + 1, size), start=1):
        digit = str(count) if size < EXAMPLES else ""
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
        "x": draw.array(EXAMPLES, 1, low=-2.5, high=2.5, places=1),
        "t": draw.array(EXAMPLES, 1, low=-2.5, high=2.5, places=1),
    }
    steps = {
        "batch": "one step with the mean gradient of all four examples",
        "mini-batch": "two steps, each with the mean gradient of two examples, in the order given",
        "stochastic": "four steps, each with the gradient of one example, in the order given",
    }
    few = {
        "batch": ("the gradient of example 1, the mean gradient and the new weight",
                  ["d[0,0]", "g", "w1"]),
        "mini-batch": ("the mean gradient and the new weight of each step",
                       ["g1", "w1", "g2", "w2"]),
        "stochastic": ("the first gradient and the weight after each step",
                       ["d1", "w1", "w2", "w3", "w4"]),
    }  # fmt: skip
    asked, wanted = few[method]
    if ask == "all":
        asked, wanted = "every gradient and every weight", list(graph.names)
    intro = (
        "A linear neuron $y = w x$ without bias has the error $\\frac{1}{2}(w x_i - t_i)^2$ on "
        f"example $i$. Train it for one epoch with the learning rate $\\eta = {rate}$: "
        f"{steps[method]}. Find {asked}."
    )
    return graph_exercise(intro, graph, leaves, wanted)
