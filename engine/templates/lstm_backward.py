"""One step of an LSTM cell, backward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template

SMALL = {"w_": (0.3, 0.9), "u_": (0.3, 0.9), "b_": (0.1, 0.5)}  # so that no gate saturates

ASKED = {  # with the states on the way, so that four digits do
    "state": {
        "few": ["c", "grad.c", "grad.c_prev"],
        "all": ["c", "h", "grad.c", "grad.c_prev"],
    },
    "gates": {
        "few": ["c", "h", "grad.c", "grad.c_prev", "grad.z_f"],
        "all": ["c", "h", "grad.c", "grad.c_prev", *(f"grad.z_{gate}" for gate in "ofig")],
    },
    "inputs": {
        "few": ["c", "h", "grad.c", *(f"grad.z_{gate}" for gate in "ofig"), "grad.h_prev"],
        "all": ["c", "h", "grad.c", "grad.c_prev", *(f"grad.z_{gate}" for gate in "ofig"),
                "grad.h_prev", "grad.x"],
    },
}  # fmt: skip
BACK = {  # how far the error is carried, in words
    "state": dict.fromkeys(("few", "all"), "to $c$ and on to the cell state before it."),
    "gates": {
        "few": "to $c$, to the cell state before it and through the forget gate.",
        "all": "to $c$, to the cell state before it and through all four gates.",
    },
    "inputs": {
        "few": "to $c$, through all four gates and to the hidden state before it.",
        "all": "to $c$, to the cell state before it, through all four gates and to both inputs.",
    },
}


@template(warm_up={"through": "state"}, hard={"through": "inputs"})
def lstm_backward(
    draw: Draw, through: Literal["state", "gates", "inputs"] = "gates", ask: Ask = "few"
) -> Exercise:
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
    wanted = ASKED[through][ask]
    intro = (
        "One step of an LSTM cell with one unit, as in PyTorch: $i$ is the input gate, $f$ the "
        "forget gate, $g$ the candidate, $o$ the output gate; $c$ is the cell state, $h$ the "
        r"hidden state, and $\odot$ multiplies entry by entry. "
        + (
            "Each gate weighs the input by its $w$ and the old hidden state by its $u$; all four "
            "send gradient back to both. "
            if through == "inputs"
            else "The pre-activations $z$ of the gates are given. "
        )
        + f"Find $c${' and $h$' if 'h' in wanted else ''}, then carry the error back "
        + BACK[through][ask]
    )
    return graph_exercise(intro, graph, leaves, wanted, [[f"z_{gate}" for gate in "ifgo"]])
