"""Steps of Adam or AdamW, with every intermediate value."""

from typing import Literal

import numpy as np

from ..draw import Draw, Redraw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template

# β₁, β₂ and the step t, chosen so that 1 − βᵗ has few digits and is not small: with the default
# β₂ = 0.999, v̂ would make a rounding error in v five hundred times as large.
SETTINGS = [(0.9, 0.95, 2), (0.8, 0.9, 2), (0.8, 0.9, 3)]


@template(warm_up={"steps": "first"}, hard={"steps": "two", "decay": "decoupled"})
def adam_step(
    draw: Draw,
    decay: Literal["none", "decoupled"] = "none",
    steps: Literal["first", "later", "two"] = "later",
    ask: Ask = "few",
) -> Exercise:
    """Moments, bias correction and the new weight, for one or two steps of Adam or AdamW."""
    beta1, beta2, first = draw.choice(SETTINGS)
    first = 1 if steps == "first" else first
    rate, strength = draw.choice([0.1, 0.2]), draw.choice([0.1, 0.2])
    earlier = [draw.array(1, 1, low=-3, high=3, places=1) for _ in range(first - 1)]
    leaves = {
        "w": draw.array(1, 1, low=-2, high=2),
        "m": _state(beta1, earlier),
        "v": _state(beta2, [g**2 for g in earlier]),
    }
    graph, state = Graph(), ("w", "m", "v")
    for step in [first, first + 1] if steps == "two" else [first]:
        digit = str(step - first + 1) if steps == "two" else ""
        leaves[f"g{digit}"] = draw.array(1, 1, low=-3, high=3, places=1)
        graph, state = _step(graph, state, digit, (beta1, beta2, step), (rate, decay, strength))
    kind = "Adam with" if decay == "none" else rf"AdamW with $\lambda = {strength}$,"
    intro = (
        (f"Take steps $t = {first}$ and $t = {first + 1}$" if steps == "two"
         else f"Take step $t = {first}$")
        + rf" of {kind} $\beta_1 = {beta1}$, $\beta_2 = {beta2}$ and $\eta = {rate}$: find "
        + ("both moments before and after bias correction, " if ask == "all"
           else "both moments after bias correction, ")
        + ("the weight after the decay, " if decay == "decoupled" else "")
        + f"and the new weight{', at each step' if steps == 'two' else ''}. The moments $m$ and "
        + "$v$ "
        + ("start at 0." if steps == "first" else "are what earlier gradients left.")
        + r" The small constant outside the root, $\varepsilon = 10^{-8}$, makes no visible "
        "difference."
    )  # fmt: skip
    moments = ("m", "v")  # before bias correction, which are steps on the way
    wanted = [name for name in graph.names if ask == "all" or name.rstrip("12") not in moments
              and name not in ("m_new", "v_new")]  # fmt: skip
    return graph_exercise(intro, graph, leaves, wanted)


def _step(
    graph: Graph,
    state: tuple[str, str, str],
    digit: str,
    moments: tuple[float, float, int],
    way: tuple[float, str, float],
) -> tuple[Graph, tuple[str, str, str]]:
    """Add one step to the graph; also returns the names of its weight and moments."""
    (w, m, v), (beta1, beta2, step), (rate, decay, strength) = state, moments, way
    new = tuple(f"{name}{digit}" if digit else f"{name}_new" for name in "wmv")
    if decay == "decoupled":
        graph = graph.then(f"w_decayed{digit}", OPS["decoupled_decay"](rate, strength), w)
        w = f"w_decayed{digit}"
    graph = (
        graph.then(new[1], OPS["moving_average"](beta1), m, f"g{digit}")
        .then(new[2], OPS["moving_average_of_squares"](beta2), v, f"g{digit}")
        .then(f"m_hat{digit}", OPS["bias_correction"](beta1, step, 1), new[1])
        .then(f"v_hat{digit}", OPS["bias_correction"](beta2, step, 2), new[2])
        .then(new[0], OPS["adaptive_step"](rate), w, f"m_hat{digit}", f"v_hat{digit}")
    )
    return graph, (new[0], new[1], new[2])


def _state(beta: float, earlier: list[np.ndarray]) -> np.ndarray:
    """The moving average of these values, starting from 0, rounded to its few decimals."""
    state = np.zeros((1, 1))
    for entry in earlier:
        state = np.round(beta * state + (1 - beta) * entry, 6)
    if earlier and not np.all(state):
        raise Redraw
    return state
