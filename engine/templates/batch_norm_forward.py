"""Batch normalisation in training, forward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template

EPS = 0.01  # few decimals, and large enough that forgetting it shows


@template(warm_up={"batch": 3, "affine": False}, hard={"features": 2})
def batch_norm_forward(
    draw: Draw,
    batch: Literal[3, 4] = 4,
    features: Literal[1, 2] = 1,
    affine: Literal[True, False] = True,
) -> Exercise:
    """Mean, variance, normalised values and output of batch normalisation in training."""
    graph = standardised(axis=0)
    leaves = {"x": draw.array(batch, features, low=-2.9, high=3.9, places=1)}
    if affine:
        graph = graph.then("y", OPS["scale_and_shift"](), "x_hat", "gamma", "beta")
        leaves["gamma"] = draw.array(features, low=0.5, high=1.9, places=1)
        leaves["beta"] = draw.array(features, low=-0.9, high=0.9, places=1)
    intro = (
        f"Batch normalisation during training: $x$ is a mini-batch of {batch} examples, one a "
        f"row, with {features} feature{'s' if features > 1 else ''}. Mean $\\mu$ and variance $v$ "
        f"of a feature run over the batch. {constants()}"
        + ("" if affine else " There is no learnt scale or shift.")
    )
    ask = ["mu", "v", "x_hat", "y"]
    if not affine:
        ask.remove("y")
    elif features > 1:
        ask.remove("x_hat")
    return graph_exercise(intro, graph, leaves, ask)


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
        rf"The small constant in the root is $\varepsilon = {eps}$ here (libraries take less, "
        rf"$10^{{-5}}$), and ${variance}$ is divided by the number of entries, not by one less."
    )
