"""Normalisation of one example at a time: layer, group and RMS normalisation."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template
from .batch_norm_forward import EPS, constants, standardised

EPS_BACK = 0.1  # large enough that forgetting it shows in every gradient
Made = tuple[str, Graph, dict[str, np.ndarray], list[str]]  # intro, graph, leaves, what is asked


@template(warm_up={"norm": "rms_norm"}, hard={"norm": "rms_norm", "passes": "backward"})
def feature_norm(
    draw: Draw,
    norm: Literal["layer_norm", "group_norm", "rms_norm"] = "layer_norm",
    passes: Literal["forward", "backward"] = "forward",
) -> Exercise:
    """Statistics and output of layer, group or RMS normalisation, or its gradients."""
    back = passes == "backward"
    made = {"layer_norm": _layer_norm, "group_norm": _group_norm, "rms_norm": _rms_norm}[norm]
    intro, graph, leaves, ask = made(draw, 1 if back else 2, EPS_BACK if back else EPS)
    if back:
        last = graph.names[-1]
        graph = graph.then("E", OPS["weighted_sum"](), last, "g")
        leaves["g"] = draw.array(*leaves["x"].shape, low=-1.9, high=1.9, places=1)
        name = "y" if last == "y" else r"\hat{x}"
        intro += (
            "\n\nThe gradient that comes back from the layers behind is "
            rf"$g = \partial E/\partial {name}$; "
            "carry it back to the input. What it is divided by depends on the input too."
        )
        ask = ["x_hat", *(["grad.gamma"] if last == "y" else []), "grad.x"]
    return graph_exercise(intro, graph, leaves, ask)


def _layer_norm(draw: Draw, rows: int, eps: float) -> Made:
    graph = standardised(-1, eps).then("y", OPS["scale_and_shift"](), "x_hat", "gamma", "beta")
    low, high = (-2.9, 3.9) if rows > 1 else (0.2, 9.8)
    leaves = {
        "x": draw.array(rows, 3, low=low, high=high, places=1),
        "gamma": draw.array(3, low=0.5, high=1.9, places=1),
        "beta": draw.array(3, low=-0.9, high=0.9, places=1),
    }
    intro = (
        f"Layer normalisation of {'two examples, one a row,' if rows > 1 else 'one example'} with "
        "three features. Mean $\\mu$ and variance $v$ of an example run over its own features; "
        rf"every feature has its own $\gamma_j$ and $\beta_j$. {constants(eps)}"
    )
    return intro, graph, leaves, ["mu", "v", "y"]


def _group_norm(draw: Draw, rows: int, eps: float) -> Made:
    leaves = {"x": draw.array(2, 3, low=-2.9, high=3.9, places=1)}
    intro = (
        "Group normalisation of **one** example with six channels (of one pixel each) in two "
        "groups: row $i$ of $x$ holds the three channels of group $i$. Mean $\\mu$ and variance "
        f"$v$ run over a group. There is no learnt scale or shift. {constants(eps)}"
    )
    return intro, standardised(-1, eps), leaves, ["mu", "v", "x_hat"]


def _rms_norm(draw: Draw, rows: int, eps: float) -> Made:
    graph = (
        Graph()
        .then("s", OPS["mean_square"](-1), "x")
        .then("x_hat", OPS["standardise"](eps), "x", "s")
    )
    leaves = {"x": draw.array(1, 4, low=-1.9, high=2.9, places=1)}
    intro = (
        "RMS normalisation of one example with four features: each is divided by the root of the "
        f"mean square $s$ of all four. There is no learnt scale. {constants(eps, variance='s')}"
    )
    return intro, graph, leaves, ["s", "x_hat"]
