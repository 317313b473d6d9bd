"""A recurrent network, backward through time."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template

# Ranges of absolute values, far enough from 0 that gradients keep their digits through every step.
SIZES = {"w": (0.3, 0.6), "u": (0.6, 1.2), "b": (0.05, 0.2), "h0": (0.4, 0.8), "t": (1.2, 1.9)}


@template(warm_up={"steps": 2, "asked": "signals"}, hard={"targets": "every"})
def rnn_bptt(
    draw: Draw,
    steps: Literal[2, 3] = 3,
    targets: Literal["last", "every"] = "last",
    asked: Literal["signals", "weights"] = "weights",
    ask: Ask = "few",
) -> Exercise:
    """Backpropagation through time: error signals, and gradients of weights all steps share."""
    graph, times = Graph(), range(1, steps + 1)
    for k in times:
        graph = graph.then(f"z{k}", OPS["recurrent_sum"](), f"x{k}", "w", f"h{k - 1}", "u", "b")
        graph = graph.then(f"h{k}", OPS["tanh"](), f"z{k}")
    if targets == "last":
        graph = graph.then("E", OPS["half_squared_error"](), f"h{steps}", "t")
    else:
        for k in times:
            graph = graph.then(f"E{k}", OPS["half_squared_error"](), f"h{k}", f"t{k}")
        graph = graph.then("E", OPS["gradient_sum"](), *(f"E{k}" for k in times))
    leaves = {}
    for name in graph.leaves:
        low, high = SIZES.get(name[0] if name != "h0" else name, (0.7, 1.4))
        shape = (1,) if name == "b" else (1, 1)
        leaves[name] = draw.array(*shape, low=low, high=high) * draw.choice([-1, 1])
    side = np.sign(leaves["h0"] * leaves["w"])
    for k in times:  # inputs that pull as the state does: tanh(z) is not just z
        side = side * np.sign(leaves["u"])
        leaves[f"x{k}"] = abs(leaves[f"x{k}"]) * side
    intro = (
        "A recurrent network with one unit reads a sequence: $x^{(k)}$ is the input of step $k$, "
        "$h^{(k)}$ the state after it and $h^{(0)}$ the initial state. The weights $w$ (of "
        "the input) and $u$ (of the old state) and the bias $b$ are the same at every step; "
        + (
            "only the last state has a target, $t$. "
            if targets == "last"
            else "every state has a target, $t^{(k)}$, and $E$ adds up the errors of all steps. "
        )
    )
    states, back, first = [f"h{k}" for k in times], [*reversed(times)], "every state"
    if ask == "few" and targets == "last":
        states, first = states[:-1], f"the first {('state', 'two states')[steps - 2]}"
        if asked == "weights" and steps > 2:
            back = back[:-1]  # the first is on the way to the weight
    elif ask == "few":
        back = back[1:]  # the last has no other error than its own
    signals = [f"grad.z{k}" for k in back]
    *before, last = map(str, back)
    when = f"steps {', '.join(before)} and {last}" if before else f"step {last}"
    intro += (
        f"Find {first}{', ' if asked == 'weights' else ' and '}go back through time to the error "
        rf"signal $\frac{{\partial E}}{{\partial z^{{(k)}}}}$ of {when}"
    )
    wanted = [*states, *signals]
    if asked == "weights":
        wanted += ["grad.u", "grad.w", "grad.b"] if ask == "all" else ["grad.u"]
        found = "gradients of $u$, $w$ and $b$" if ask == "all" else "gradient of $u$"
        intro += f", and find the {found}"
    return graph_exercise(f"{intro}.", graph, leaves, wanted)
