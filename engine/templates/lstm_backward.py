"""One step of an LSTM cell, backward."""

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def lstm_backward(draw: Draw) -> Exercise:
    """Gradients through the cell state of an LSTM: to the gates and to the state before."""
    graph = Graph()
    for gate in "ifgo":
        graph = graph.then(gate, OPS["tanh" if gate == "g" else "sigmoid"](), f"z_{gate}")
    graph = graph.then("c", OPS["lstm_state"](), "f", "c_prev", "i", "g")
    graph = graph.then("h", OPS["lstm_output"](), "o", "c")
    graph = graph.then("E", OPS["half_squared_error"](), "h", "t")
    leaves = {
        name: draw.array(1, 1, low=0.6, high=1.7) * draw.choice([-1, 1]) for name in graph.leaves
    }
    intro = (
        "One step of an LSTM cell with one unit, as in PyTorch: $i$ is the input gate, $f$ the "
        "forget gate, $g$ the candidate, $o$ the output gate; $c$ is the cell state, $h$ the "
        r"hidden state, and $\odot$ multiplies entry by entry. The weighted sums $z$ of the gates "
        "are given. Find the state and the output, then carry the error back through the cell."
    )
    ask = ["c", "h", "grad.c", "grad.c_prev", *(f"grad.z_{gate}" for gate in "ofig")]
    return graph_exercise(intro, graph, leaves, ask)
