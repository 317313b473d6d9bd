"""An LSTM cell, forward."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"gates": "given"}, hard={"steps": 2})
def lstm_forward(
    draw: Draw,
    gates: Literal["weighed", "given"] = "weighed",
    steps: Literal[1, 2] = 1,
    ask: Ask = "few",
) -> Exercise:
    """Gates, cell state and output of an LSTM cell; `given` gives the gates' pre-activations."""
    wanted: list[str] = []
    apart: list[list[str]] = []
    graph, cell, state = Graph(), "c_prev", "h_prev"
    for step in [""] if steps == 1 else map(str, range(1, steps + 1)):
        x, i, f, g, o, c, h = (f"{name}{step}" for name in "xifgoch")
        for gate in (i, f, g, o):
            if gates == "weighed":
                weights = (f"w_{gate[0]}", state, f"u_{gate[0]}", f"b_{gate[0]}")
                graph = graph.then(f"z_{gate}", OPS["recurrent_sum"](), x, *weights)
            graph = graph.then(gate, OPS["tanh" if gate == g else "sigmoid"](), f"z_{gate}")
        graph = graph.then(c, OPS["lstm_state"](), f, cell, i, g)
        graph = graph.then(h, OPS["lstm_output"](), o, c)
        apart.append([f"z_{gate}" for gate in (i, f, g, o)])
        cell, state, wanted = c, h, [*wanted, *([i, f, g, o] if ask == "all" else [f]), c, h]
    leaves = {
        name: draw.array(*((1,) if name.startswith("b_") else (1, 1)), low=-1.6, high=1.6, places=1)
        for name in graph.leaves
    }
    intro = (
        f"{('One step', 'Two steps')[steps - 1]} of an LSTM cell with one unit, "
        "as in PyTorch: $i$ is the input gate, $f$ the "
        "forget gate, $g$ the candidate, $o$ the output gate; $c$ is the cell state, $h$ the "
        r"hidden state, and $\odot$ multiplies entry by entry. "
        + (
            "Each gate multiplies the input by its $w$ and the old hidden state by its $u$. "
            if gates == "weighed"
            else "The pre-activations $z$ of the gates are given. "
        )
        + f"Find {'all four gates' if ask == 'all' else 'the forget gate'}, the cell state and the "
        f"hidden state{' of each step' if steps > 1 else ''}."
    )
    return graph_exercise(intro, graph, leaves, wanted, apart)
