"""Normalisation of one example at a time: layer, group and RMS normalisation."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template
from .batch_norm_forward import EPS, constants, standardised

EPS_BACK = 0.1  # large enough that forgetting it shows in every gradient
Made = tuple[str, Graph, dict[str, np.ndarray]]  # intro, graph, leaves

# What is asked forward, in an interview and in the full drill, and what that is in words.
FORWARD = {
    "layer_norm": {
        "few": (["mu[0,0]", "v[0,0]", "x_hat[0,0]", "y[0,0]"],
                "the mean and the variance of the first example, and its first normalised value "
                "and output"),
        "all": (["mu", "v", "y"], "the mean and the variance of each example, and every output"),
    },
    "group_norm": {
        "few": (["mu", "v", "x_hat[0,0]"],
                "the mean and the variance of each group, and the first normalised value"),
        "all": (["mu", "v", "x_hat"],
                "the mean and the variance of each group, and every normalised value"),
    },
    "rms_norm": {
        "few": (["s", "x_hat[0]", "x_hat[1]"],
                "$s$ and the first two normalised values"),
        "all": (["s", "x_hat"], "$s$ and every normalised value"),
    },
}  # fmt: skip


@template(warm_up={"norm": "rms_norm"}, hard={"norm": "rms_norm", "passes": "backward"})
def feature_norm(
    draw: Draw,
    norm: Literal["layer_norm", "group_norm", "rms_norm"] = "layer_norm",
    passes: Literal["forward", "backward"] = "forward",
    ask: Ask = "few",
) -> Exercise:
    """Statistics and output of layer, group or RMS normalisation, or its gradients."""
    back = passes == "backward"
    made = {"layer_norm": _layer_norm, "group_norm": _group_norm, "rms_norm": _rms_norm}[norm]
    intro, graph, leaves = made(draw, 1 if back else 2, EPS_BACK if back else EPS)
    wanted, found = FORWARD[norm][ask]
    if back:
        last = graph.names[-1]
        graph = graph.then("E", OPS["weighted_sum"](), last, "g")
        leaves["g"] = draw.array(*leaves["x"].shape, low=-1.9, high=1.9, places=1)
        name = "y" if last == "y" else r"\hat{x}"
        intro += (
            rf" The upstream gradient is $g = \partial E/\partial {name}$. What $x$ is divided by "
            "depends on $x$ too."
        )
        wanted, found = _backward(norm, ask)
    return graph_exercise(f"{intro} Find {found}.", graph, leaves, wanted)


def _backward(norm: str, ask: Ask) -> tuple[list[str], str]:
    """What is asked on the way back, and that in words."""
    scaled, grouped = norm == "layer_norm", norm == "group_norm"
    spread = "s" if norm == "rms_norm" else "v"
    if ask == "all":
        scale, said = ["grad.gamma"] * scaled, r"$\gamma$, " * scaled
        return (
            [spread, "x_hat", *scale, f"grad.{spread}", "grad.x"],
            f"${spread}$, $\\hat{{x}}$ and the gradients of {said}${spread}$ and $x$",
        )
    first = "[0,0]" if grouped else "[0]"
    scale, said = ["grad.gamma[0]"] * scaled, r"$\gamma_1$, " * scaled
    return (  # with the statistic on the way, so that four digits do
        [f"{spread}{first}", f"x_hat{first}", *scale, f"grad.{spread}{first}", f"grad.x{first}"],
        f"${spread}$, the first normalised value and the gradients of {said}${spread}$ and the "
        f"first input{', in the first group' if grouped else ''}",
    )


def _layer_norm(draw: Draw, rows: int, eps: float) -> Made:
    graph = standardised(-1, eps).then("y", OPS["scale_and_shift"](), "x_hat", "gamma", "beta")
    low, high = (-2.9, 3.9) if rows > 1 else (0.2, 9.8)
    leaves = {
        "x": draw.array(rows, 3, low=low, high=high, places=1),
        "gamma": draw.array(3, low=0.5, high=1.9, places=1),
        "beta": draw.array(3, low=-0.9, high=0.9, places=1),
    }
    intro = (
        f"Layer normalisation of {'two examples, one per row,' if rows > 1 else 'one example'} "
        "with three features. The mean $\\mu$ and the variance $v$ of an example run over its own "
        rf"features; every feature has its own $\gamma_j$ and $\beta_j$. {constants(eps)}"
    )
    return intro, graph, leaves


def _group_norm(draw: Draw, rows: int, eps: float) -> Made:
    leaves = {"x": draw.array(2, 3, low=-2.9, high=3.9, places=1)}
    intro = (
        "Group normalisation of **one** example with six channels (of one pixel each) in two "
        "groups: row $i$ of $x$ holds the three channels of group $i$. The mean $\\mu$ and the "
        f"variance $v$ run over a group. There is no learned scale or shift. {constants(eps)}"
    )
    return intro, standardised(-1, eps), leaves


def _rms_norm(draw: Draw, rows: int, eps: float) -> Made:
    graph = (
        Graph()
        .then("s", OPS["mean_square"](-1), "x")
        .then("x_hat", OPS["standardise"](eps), "x", "s")
    )
    leaves = {"x": draw.array(1, 4, low=-1.9, high=2.9, places=1)}
    intro = (
        "RMS normalisation of one example with four features: each is divided by the root of the "
        f"mean square $s$ of all four. There is no learned scale. {constants(eps, variance='s')}"
    )
    return intro, graph, leaves
