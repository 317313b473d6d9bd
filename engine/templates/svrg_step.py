"""Steps of SVRG (stochastic variance reduced gradient)."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template

SAMPLES = 3


@template(warm_up={"snapshot": "given"}, hard={"steps": 2})
def svrg_step(
    draw: Draw, snapshot: Literal["given", "computed"] = "computed", steps: Literal[1, 2] = 1
) -> Exercise:
    """The gradients at a snapshot, their mean, and the corrected steps of SVRG."""
    rate, order = draw.choice([0.1, 0.2]), draw.shuffled(range(1, SAMPLES + 1))[:steps]
    graph, ask, w = Graph(), [], "w"
    if snapshot == "computed":
        every = OPS["sample_gradients"](1, SAMPLES)
        graph = graph.then("d", every, "w_tilde", "x", "t", w).then("mu", OPS["batch_mean"](), "d")
        ask = ["d", "mu"]
    for count, sample in enumerate(order, start=1):
        one, digit = OPS["sample_gradients"](sample, sample), str(count) if steps > 1 else ""
        g, old, v = f"g{digit}", f"g_tilde{digit}", f"v{digit}"
        new = f"w{digit}" if digit else "w_new"
        graph = (
            graph.then(g, one, w, "x", "t", "w_tilde")
            .then(old, one, "w_tilde", "x", "t", w)
            .then(v, OPS["svrg_direction"](), g, old, "mu")
            .then(new, OPS["sgd"](rate), w, v)
        )
        w, ask = new, [*ask, g, *([old] if snapshot == "given" else []), v, new]
    leaves = {
        "w_tilde": draw.array(1, 1, low=-1.5, high=1.5, places=1),
        "w": draw.array(1, 1, low=-1.5, high=1.5, places=1),
        "x": draw.array(SAMPLES, 1, low=-2.5, high=2.5, places=1),
        "t": draw.array(SAMPLES, 1, low=-2.5, high=2.5, places=1),
    }
    if snapshot == "given":
        gradients = (leaves["w_tilde"] * leaves["x"] - leaves["t"]) * leaves["x"]
        leaves["mu"] = gradients.mean(axis=0, keepdims=True).round(4)
    intro = (
        "A linear neuron $y = w x$ without bias has the error $\\frac{1}{2}(w x_i - t_i)^2$ on "
        r"sample $i$. SVRG keeps the snapshot $\tilde{w}$ with "
        + (r"the mean $\mu$ of " if snapshot == "given" else "")
        + "all gradients there. Now at $w$ it draws "
        + (f"sample {order[0]}" if steps == 1 else f"samples {order[0]} and {order[1]}, in turn")
        + f": take its step{'s' * (steps - 1)}, with the learning rate $\\eta = {rate}$."
    )
    return graph_exercise(intro, graph, leaves, ask)
