"""Gradient accumulation: a batch that is too large for memory, split into micro-batches."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template

SIZES = {"single": (1, 1), "equal": (2, 2), "unequal": (3, 1)}


@template(warm_up={"parts": "single"}, hard={"parts": "unequal"})
def gradient_accumulation(
    draw: Draw, parts: Literal["single", "equal", "unequal"] = "equal", ask: Ask = "few"
) -> Exercise:
    """Gradients of micro-batches, the accumulated gradient of the batch, and one step."""
    (first, second), rate = SIZES[parts], draw.choice([0.1, 0.2])
    total = first + second
    sample, mean = OPS["sample_gradients"], OPS["batch_mean"]()
    graph = Graph()
    for part, (start, end) in enumerate(((1, first), (first + 1, total)), start=1):
        each = f"d{part}" if total > 2 else f"g{part}"
        graph = graph.then(each, sample(start, end), "w", "x", "t", "w")
        if total > 2:
            graph = graph.then(f"g{part}", mean, each)
    graph = graph.then("g", OPS["accumulated_gradient"](first, second), "g1", "g2").then(
        "w_new", OPS["sgd"](rate), "w", "g"
    )
    leaves = {
        "w": draw.array(1, 1, low=-1.5, high=1.5, places=1),
        "x": draw.array(total, 1, low=-2.5, high=2.5, places=1),
        "t": draw.array(total, 1, low=-2.5, high=2.5, places=1),
    }
    intro = (
        "A linear neuron $y = w x$ without bias has the error $\\frac{1}{2}(w x_i - t_i)^2$ on "
        f"example $i$. Only part of a batch of {total} fits into memory, so the gradient is "
        f"accumulated from two micro-batches: the first {_count(first)}, then the last "
        f"{_count(second)}. Find the mean gradient of "
        f"{'each micro-batch' if ask == 'all' else 'the first micro-batch'}, the mean gradient "
        f"$g$ of the whole batch, and the weight after one step with $\\eta = {rate}$."
    )
    wanted = ["g1", "g2", "g", "w_new"] if ask == "all" else ["g1", "g", "w_new"]
    return graph_exercise(intro, graph, leaves, wanted)


def _count(examples: int) -> str:
    return "example" if examples == 1 else f"{('two', 'three')[examples - 2]} examples"
