"""One step of an LSTM cell, backward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template

SMALL = {"w_": (0.3, 0.9), "u_": (0.3, 0.9), "b_": (0.1, 0.5)}  # so that no gate saturates


@template(warm_up={"through": "state"}, hard={"through": "inputs"})
def lstm_backward(draw: Draw, through: Literal["state", "gates", "inputs"] = "gates") -> Exercise:
    """Gradients through an LSTM's cell state, to the previous state, the gates or the inputs."""
    graph = Graph()
    for gate in "ifgo":
        if through == "inputs":
            weights = (f"w_{gate}", "h_prev", f"u_{gate}", f"b_{gate}")
            graph = graph.then(f"z_{gate}", OPS["recurrent_sum"](), "x", *weights)
        graph = graph.then(gate, OPS["tanh" if gate == "g" else "sigmoid"](), f"z_{gate}")
    graph = graph.then("c", OPS["lstm_state"](), "f", "c_prev", "i", "g")
    graph = graph.then("h", OPS["lstm_output"](), "o", "c")
    graph = graph.then("E", OPS["half_squared_error"](), "h", "t")
    shapes = {"b_": (1,)}
    leaves = {
        name: draw.array(*shapes.get(name[:2], (1, 1)), low=low, high=high) * draw.choice([-1, 1])
        for name in graph.leaves
        for low, high in [SMALL.get(name[:2], (0.6, 1.7))]
    }
    intro = (
        "One step of an LSTM cell with one unit, as in PyTorch: $i$ is the input gate, $f$ the "
        "forget gate, $g$ the candidate, $o$ the output gate; $c$ is the cell state, $h$ the "
        r"hidden state, and $\odot$ multiplies entry by entry. "
        + (
            "Each gate weighs the input by its $w$ and the old hidden state by its $u$; all four "
            "send gradient back to both. "
            if through == "inputs"
            else "The weighted sums $z$ of the gates are given. "
        )
        + "Find the state and the output, then carry the error back through the cell."
    )
    ask = ["c", "h", "grad.c", "grad.c_prev"]
    if through != "state":
        ask += [f"grad.z_{gate}" for gate in "ofig"]
    if through == "inputs":
        ask += ["grad.h_prev", "grad.x"]
    return graph_exercise(intro, graph, leaves, ask)
