"""A step of Adam or AdamW, node by node."""

from typing import Literal

import numpy as np

from ..building import graph_exercise
from ..draw import Draw, Redraw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template

# β₁, β₂ and the step t: 1 − βᵗ has few digits and is large enough for v̂ to keep its own; with the
# default β₂ = 0.999 an error in the last digit of v would be five hundred times as large in v̂.
SETTINGS = [(0.9, 0.95, 2), (0.8, 0.9, 2), (0.8, 0.9, 3)]


@template
def adam_step(
    draw: Draw,
    decay: Literal["none", "decoupled"] = "none",
) -> Exercise:
    """Both moments, their bias correction and the new weight of one step of Adam or AdamW."""
    beta1, beta2, step = draw.choice(SETTINGS)
    rate, strength = draw.choice([0.1, 0.2]), draw.choice([0.1, 0.2])
    average, squares = OPS["moving_average"], OPS["moving_average_of_squares"]
    correct = OPS["bias_correction"]
    graph, w = Graph(), "w"
    if decay == "decoupled":
        graph = graph.then("w_decayed", OPS["decoupled_decay"](rate, strength), w)
        w = "w_decayed"
    graph = (
        graph.then("m_new", average(beta1), "m", "g")
        .then("v_new", squares(beta2), "v", "g")
        .then("m_hat", correct(beta1, step, 1), "m_new")
        .then("v_hat", correct(beta2, step, 2), "v_new")
        .then("w_new", OPS["adaptive_step"](rate), w, "m_hat", "v_hat")
    )
    earlier = [draw.array(1, 1, low=-3, high=3, places=1) for _ in range(step - 1)]
    leaves = {
        "w": draw.array(1, 1, low=-2, high=2),
        "m": _state(beta1, earlier),
        "v": _state(beta2, [g**2 for g in earlier]),
        "g": draw.array(1, 1, low=-3, high=3, places=1),
    }
    kind = f"AdamW with the weight decay $\\lambda = {strength}$" if w != "w" else "Adam"
    intro = (
        f"Step $t = {step}$ of {kind}: from the moments $m$ and $v$ that earlier gradients left "
        rf"and the gradient $g$, find the new weight. $\beta_1 = {beta1}$, $\beta_2 = {beta2}$, "
        rf"$\eta = {rate}$; $\varepsilon = 10^{{-8}}$, outside the root, is too small to show."
    )
    return graph_exercise(intro, graph, leaves, graph.names)


def _state(beta: float, earlier: list[np.ndarray]) -> np.ndarray:
    """The moving average of these, from 0, in the few decimals it has."""
    state = 0 * earlier[0]
    for entry in earlier:
        state = np.round(beta * state + (1 - beta) * entry, 6)
    if not np.all(state):
        raise Redraw
    return state
