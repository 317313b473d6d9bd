"""One step of a GRU cell."""

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def gru_forward(draw: Draw) -> Exercise:
    """Gates, candidate and new state of a GRU cell, in PyTorch's convention."""
    graph = Graph()
    for gate in "rz":
        weights = (f"w_{gate}", "h_prev", f"u_{gate}", f"b_{gate}")
        graph = graph.then(f"a_{gate}", OPS["recurrent_sum"](), "x", *weights)
        graph = graph.then(gate, OPS["sigmoid"](), f"a_{gate}")
    graph = graph.then("n", OPS["gru_candidate"](), "x", "w_n", "b_n", "r", "h_prev", "u_n", "c_n")
    graph = graph.then("h", OPS["gru_state"](), "z", "n", "h_prev")
    leaves = {
        name: draw.array(*((1,) if name[:2] in ("b_", "c_") else (1, 1)), low=-1.6, high=1.6)
        for name in graph.leaves
    }
    intro = (
        "One step of a GRU cell with one unit, in PyTorch's convention: $r$ is the reset gate, "
        "$z$ the update gate, $n$ the candidate, $h$ the new hidden state, and $\\odot$ multiplies "
        "entry by entry. The reset gate scales the old state's weighted term with its bias; "
        "$z = 1$ keeps the old state."
    )
    return graph_exercise(intro, graph, leaves, ["r", "z", "n", "h"])
