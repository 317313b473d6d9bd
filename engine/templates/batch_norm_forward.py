"""Batch normalisation in training, forward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template

EPS = 0.01  # few decimals, and large enough that forgetting it shows


@template(warm_up={"batch": 3, "affine": False}, hard={"features": 2})
def batch_norm_forward(
    draw: Draw,
    batch: Literal[3, 4] = 4,
    features: Literal[1, 2] = 1,
    affine: Literal[True, False] = True,
    ask: Ask = "few",
) -> Exercise:
    """Mean, variance and output of batch normalisation in training."""
    graph = standardised(axis=0)
    leaves = {"x": draw.array(batch, features, low=-2.9, high=3.9, places=1)}
    if affine:
        graph = graph.then("y", OPS["scale_and_shift"](), "x_hat", "gamma", "beta")
        leaves["gamma"] = draw.array(features, low=0.5, high=1.9, places=1)
        leaves["beta"] = draw.array(features, low=-0.9, high=0.9, places=1)
    intro = (
        f"Batch normalisation during training: $x$ is a mini-batch of {batch} examples, one per "
        f"row, with {features} feature{'s' if features > 1 else ''}. The mean $\\mu$ and the "
        f"variance $v$ of a feature run over the batch. {constants()}"
        + ("" if affine else " There is no learned scale or shift.")
        + " Find the mean and the variance"
        + f"{' of each feature' if features > 1 else ''}, and "
        + ("every output." if ask == "all" else _first(features, affine))
    )
    outputs = ["x_hat"] if not affine else ["y"] if features > 1 else ["x_hat", "y"]
    if ask == "few":
        outputs = [f"{name}[0,0]" for name in outputs]
    return graph_exercise(intro, graph, leaves, ["mu", "v", *outputs])


def _first(features: int, affine: bool) -> str:
    """What is asked of the outputs in an interview, in words."""
    if features > 1:
        return "the first feature's output for the first example."
    way = "the normalised value and " if affine else ""
    return f"{way}the output for the first example."


def standardised(axis: int, eps: float = EPS) -> Graph:
    """A graph that normalises x (N, D) to x_hat along an axis, in small steps."""
    return (
        Graph()
        .then("mu", OPS["mean"](axis), "x")
        .then("c", OPS["centre"](), "x", "mu")
        .then("v", OPS["mean_square"](axis), "c")
        .then("x_hat", OPS["standardise"](eps), "c", "v")
    )


def constants(eps: float = EPS, variance: str = "v") -> str:
    """The sentence of the statement that says how variance and ε are defined."""
    return (
        rf"The small constant in the root is $\varepsilon = {eps}$ here (libraries use "
        rf"$10^{{-5}}$), and ${variance}$ is a mean: divide by the number of entries $n$, not by "
        "$n - 1$."
    )
