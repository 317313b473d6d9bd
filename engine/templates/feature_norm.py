"""Normalisations that look at one example at a time: layer, group and RMS normalisation."""

from typing import Literal

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template
from .batch_norm_forward import EPS, constants, standardised


@template
def feature_norm(
    draw: Draw, norm: Literal["layer_norm", "group_norm", "rms_norm"] = "layer_norm"
) -> Exercise:
    """Statistics and output of layer, group or RMS normalisation."""
    return {"layer_norm": _layer_norm, "group_norm": _group_norm, "rms_norm": _rms_norm}[norm](draw)


def _layer_norm(draw: Draw) -> Exercise:
    graph = standardised(axis=-1).then("y", OPS["scale_and_shift"](), "x_hat", "gamma", "beta")
    leaves = {
        "x": draw.array(2, 3, low=-2.9, high=3.9, places=1),
        "gamma": draw.array(3, low=0.5, high=1.9, places=1),
        "beta": draw.array(3, low=-0.9, high=0.9, places=1),
    }
    intro = (
        "Layer normalisation of two examples, one a row, with three features. Mean $\\mu$ and "
        "variance $v$ of an example run over its own features; every feature has its own "
        rf"$\gamma_j$ and $\beta_j$. {constants()}"
    )
    return graph_exercise(intro, graph, leaves, ["mu", "v", "y"])


def _group_norm(draw: Draw) -> Exercise:
    leaves = {"x": draw.array(2, 3, low=-2.9, high=3.9, places=1)}
    intro = (
        "Group normalisation of **one** example with six channels (of one pixel each) in two "
        "groups: row $i$ of $x$ holds the three channels of group $i$. Mean $\\mu$ and variance "
        f"$v$ run over a group. There is no learnt scale or shift. {constants()}"
    )
    return graph_exercise(intro, standardised(axis=-1), leaves, ["mu", "v", "x_hat"])


def _rms_norm(draw: Draw) -> Exercise:
    graph = (
        Graph()
        .then("s", OPS["mean_square"](-1), "x")
        .then("x_hat", OPS["standardise"](EPS), "x", "s")
    )
    leaves = {"x": draw.array(1, 4, low=-1.9, high=2.9, places=1)}
    intro = (
        "RMS normalisation of one example with four features: each is divided by the root of the "
        f"mean square $s$ of all four. There is no learnt scale. {constants(variance='s')}"
    )
    return graph_exercise(intro, graph, leaves, ["s", "x_hat"])
