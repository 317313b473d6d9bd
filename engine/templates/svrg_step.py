"""Steps of SVRG (stochastic variance reduced gradient)."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template

EXAMPLES = 3


@template(warm_up={"snapshot": "given"}, hard={"steps": 2})
def svrg_step(
    draw: Draw,
    snapshot: Literal["given", "computed"] = "computed",
    steps: Literal[1, 2] = 1,
    ask: Ask = "few",
) -> Exercise:
    """The mean gradient at a snapshot, and the corrected steps of SVRG."""
    rate, order = draw.choice([0.1, 0.2]), draw.shuffled(range(1, EXAMPLES + 1))[:steps]
    graph, wanted, w = Graph(), [], "w"
    if snapshot == "computed":
        every = OPS["sample_gradients"](1, EXAMPLES)
        graph = graph.then("d", every, "w_tilde", "x", "t", w).then("mu", OPS["batch_mean"](), "d")
        wanted = ["d", "mu"] if ask == "all" else ["mu"]
    for count, example in enumerate(order, start=1):
        one, digit = OPS["sample_gradients"](example, example), str(count) if steps > 1 else ""
        g, old, v = f"g{digit}", f"g_tilde{digit}", f"v{digit}"
        new = f"w{digit}" if digit else "w_new"
        graph = (
            graph.then(g, one, w, "x", "t", "w_tilde")
            .then(old, one, "w_tilde", "x", "t", w)
            .then(v, OPS["svrg_direction"](), g, old, "mu")
            .then(new, OPS["sgd"](rate), w, v)
        )
        repeated = snapshot == "computed" or ask == "few"  # it is one of d, or like g
        w, wanted = new, [*wanted, g, *([] if repeated else [old]), v, new]
    leaves = {
        "w_tilde": draw.array(1, 1, low=-1.5, high=1.5, places=1),
        "w": draw.array(1, 1, low=-1.5, high=1.5, places=1),
        "x": draw.array(EXAMPLES, 1, low=-2.5, high=2.5, places=1),
        "t": draw.array(EXAMPLES, 1, low=-2.5, high=2.5, places=1),
    }
    if snapshot == "given":
        gradients = (leaves["w_tilde"] * leaves["x"] - leaves["t"]) * leaves["x"]
        leaves["mu"] = gradients.mean(axis=0, keepdims=True).round(4)
    intro = (
        "A linear neuron $y = w x$ without bias has the error $\\frac{1}{2}(w x_i - t_i)^2$ on "
        r"example $i$. SVRG keeps a snapshot $\tilde{w}$ of the weight and the mean $\mu$ of the "
        f"gradients of all {EXAMPLES} examples there"
        + (", which is given" if snapshot == "given" else "")
        + ". Now, at $w$, it draws "
        + (f"example {order[0]}" if steps == 1 else f"examples {order[0]} and {order[1]}, in turn")
        + f". Take {('this step', 'both steps')[steps - 1]} with the learning rate "
        f"$\\eta = {rate}$: find"
        + {"given": "", "computed": r" $\mu$,", "all": r" all gradients at $\tilde{w}$, $\mu$,"}[
            "all" if (snapshot, ask) == ("computed", "all") else snapshot
        ]
        + f"{' and for each step' * (steps - 1)} the example's gradient $g$ now, "
        + (r"its old gradient $\tilde{g}$, " if (snapshot, ask) == ("given", "all") else "")
        + "the corrected direction $v$ and the new weight."
    )
    return graph_exercise(intro, graph, leaves, wanted)
