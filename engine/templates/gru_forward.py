"""One step of a GRU cell."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"gates": "given"}, hard={"steps": 2})
def gru_forward(
    draw: Draw,
    gates: Literal["weighed", "given"] = "weighed",
    steps: Literal[1, 2] = 1,
    ask: Ask = "few",
) -> Exercise:
    """Gates, candidate and new state of a GRU cell, in PyTorch's convention."""
    wanted: list[str] = []
    apart: list[list[str]] = []
    graph, state = Graph(), "h_prev"
    for step in [""] if steps == 1 else map(str, range(1, steps + 1)):
        x, r, z, n, h = (f"{name}{step}" for name in "xrznh")
        for gate in (r, z):
            total = f"a_{gate}"
            if gates == "weighed":
                weights = (f"w_{gate[0]}", state, f"u_{gate[0]}", f"b_{gate[0]}")
                graph = graph.then(total, OPS["recurrent_sum"](), x, *weights)
            graph = graph.then(gate, OPS["sigmoid"](), total)
        graph = graph.then(n, OPS["gru_candidate"](), x, "w_n", "b_n", r, state, "u_n", "c_n")
        graph = graph.then(h, OPS["gru_state"](), z, n, state)
        apart.append([f"a_{gate}" for gate in (r, z)])
        state, wanted = h, [*wanted, *([r, z] if ask == "all" else [z]), n, h]
    leaves = {
        name: draw.array(*shape, low=-1.6, high=1.6, places=1)
        for name in graph.leaves
        for shape in [(1,) if name[:2] in ("b_", "c_") else (1, 1)]
    }
    intro = (
        f"{('One step', 'Two steps')[steps - 1]} of a GRU cell with one unit, "
        "in PyTorch's convention: $r$ is the reset gate, "
        "$z$ the update gate, $n$ the candidate, $h$ the new hidden state, and $\\odot$ multiplies "
        "entry by entry. The reset gate scales the whole term of the old state, weight and bias "
        "included; $z = 1$ keeps the old state."
        + (" The pre-activations $a$ of both gates are given." if gates == "given" else "")
        + f" Find {'both gates' if ask == 'all' else 'the update gate'}, the candidate and the new "
        f"hidden state{' of each step' if steps > 1 else ''}."
    )
    return graph_exercise(intro, graph, leaves, wanted, apart)
