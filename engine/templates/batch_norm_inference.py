"""Batch normalisation at inference, with running statistics from training."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template
from .batch_norm_forward import EPS


@template(warm_up={"examples": 1}, hard={"examples": 3, "features": 2})
def batch_norm_inference(
    draw: Draw, examples: Literal[1, 2, 3] = 2, features: Literal[1, 2] = 1
) -> Exercise:
    """Output of batch normalisation at inference, from running statistics."""
    graph = (
        Graph()
        .then("c", OPS["centre"](), "x", "mu_bar")
        .then("x_hat", OPS["standardise"](EPS), "c", "v_bar")
        .then("y", OPS["scale_and_shift"](), "x_hat", "gamma", "beta")
    )
    leaves = {
        "x": draw.array(examples, features, low=-2.9, high=3.9, places=1),
        "mu_bar": draw.array(features, low=-0.9, high=1.9, places=1),
        "v_bar": draw.array(features, low=0.3, high=2.9, places=1),
        "gamma": draw.array(features, low=0.5, high=1.9, places=1),
        "beta": draw.array(features, low=-0.9, high=0.9, places=1),
    }
    intro = (
        f"Find the output of batch normalisation at inference for {_rows(examples)} with "
        f"{features} feature{'s' if features > 1 else ''}{_way(examples, features)}. "
        r"The running mean $\bar{\mu}$ and the running variance $\bar{v}$ of each feature were "
        rf"kept during training. The small constant in the root is $\varepsilon = {EPS}$."
    )
    return graph_exercise(intro, graph, leaves, ["x_hat", "y"] if features == 1 else ["y"])


def _way(examples: int, features: int) -> str:
    if features > 1:
        return ""
    return f", and the normalised value{'s' if examples > 1 else ''} on the way"


def _rows(examples: int) -> str:
    return "one example" if examples == 1 else f"{examples} examples, one per row,"
