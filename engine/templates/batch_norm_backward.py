"""Batch normalisation in training, backward."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..ops._base import OPS
from ._base import Ask, template
from .batch_norm_forward import constants, standardised

SCALES = [1.4, 1.5, 2.2, 2.3, 2.4]  # far from √N and √(N/(N − 1)), the factors of mistakes about v
EPS = 0.1  # large enough that forgetting it shows in every value


@template(warm_up={"through": "scale"}, hard={"batch": 4})
def batch_norm_backward(
    draw: Draw,
    batch: Literal[3, 4] = 3,
    through: Literal["scale", "statistics"] = "statistics",
    ask: Ask = "few",
) -> Exercise:
    """Gradients of batch normalisation in training: scale and shift, or variance and input."""
    graph = (
        standardised(0, EPS)
        .then("y", OPS["scale_and_shift"](), "x_hat", "gamma", "beta")
        .then("E", OPS["weighted_sum"](), "y", "g")
    )
    reach = 1.9 if batch == 3 else 4.9
    leaves = {
        "x": draw.array(batch, 1, low=0.2, high=9.8, places=1),
        "gamma": np.array([draw.choice(SCALES)]),
        "beta": draw.array(1, low=-0.9, high=0.9, places=1),
        "g": draw.array(batch, 1, low=-reach, high=reach, places=1),
    }
    intro = (
        f"Batch normalisation during training: $x$ is a mini-batch of {batch} values of one "
        f"feature; mean $\\mu$ and variance $v$ run over the batch. {constants(EPS)}\n\n"
        r"The upstream gradient is $g = \partial E/\partial y$, as if the error were "
        rf"$E = \sum_i g_i\,y_i$. {_asked(through, ask)}"
    )
    if ask == "all":
        wanted = ["x_hat", "grad.gamma", "grad.beta"]
        wanted += ["grad.v", "grad.x"] if through == "statistics" else []
    elif through == "scale":
        wanted = ["x_hat[0,0]", "grad.gamma", "grad.beta"]
    else:  # without v on the way, four digits would seldom do
        wanted = ["v", "x_hat[0,0]", "grad.gamma", "grad.v", "grad.x[0,0]"]
    return graph_exercise(intro, graph, leaves, wanted)


def _asked(through: str, ask: Ask) -> str:
    """The sentence of the statement that says what to find."""
    values = "the first normalised value"
    if ask == "all":
        values = "every normalised value"
    if through == "scale":
        return rf"Find {values} and the gradients of $\gamma$ and $\beta$."
    found = (
        rf"{values} and the gradients of $\gamma$, $\beta$, $v$ and every input"
        if ask == "all"
        else rf"the variance, {values} and the gradients of $\gamma$, $v$ and the first input"
    )
    return f"The mean and the variance depend on $x$ too. Find {found}."
