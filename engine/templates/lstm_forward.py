"""One step of an LSTM cell."""

from typing import Literal

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def lstm_forward(draw: Draw, gates: Literal["weighed", "given"] = "weighed") -> Exercise:
    """Gates, cell state and output of an LSTM cell; with `given`, from the gates' weighted sums."""
    graph = Graph()
    for gate in "ifgo":
        if gates == "weighed":
            weights = (f"w_{gate}", "h_prev", f"u_{gate}", f"b_{gate}")
            graph = graph.then(f"z_{gate}", OPS["recurrent_sum"](), "x", *weights)
        graph = graph.then(gate, OPS["tanh" if gate == "g" else "sigmoid"](), f"z_{gate}")
    graph = graph.then("c", OPS["lstm_state"](), "f", "c_prev", "i", "g")
    graph = graph.then("h", OPS["lstm_output"](), "o", "c")
    leaves = {
        name: draw.array(*((1,) if name.startswith("b_") else (1, 1)), low=-1.6, high=1.6, places=1)
        for name in graph.leaves
    }
    intro = (
        "One step of an LSTM cell with one unit, as in PyTorch: $i$ is the input gate, $f$ the "
        "forget gate, $g$ the candidate, $o$ the output gate; $c$ is the cell state, $h$ the "
        r"hidden state, and $\odot$ multiplies entry by entry. "
        + (
            "Each gate weighs the input by its $w$ and the old hidden state by its $u$."
            if gates == "weighed"
            else "The weighted sums $z$ of the gates are given."
        )
    )
    return graph_exercise(intro, graph, leaves, [*"ifgo", "c", "h"])
