"""A recurrent network, forward in time."""

from typing import Literal

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import template


@template(warm_up={"steps": 2}, hard={"hidden": 2})
def rnn_forward(draw: Draw, steps: Literal[2, 3] = 3, hidden: Literal[1, 2] = 1) -> Exercise:
    """The states of a plain recurrent network over two or three steps."""
    graph = Graph()
    for k in range(1, steps + 1):
        graph = graph.then(f"z{k}", OPS["recurrent_sum"](), f"x{k}", "W", f"h{k - 1}", "U", "b")
        graph = graph.then(f"h{k}", OPS["tanh"](), f"z{k}")
    shapes = {"W": (1, hidden), "U": (hidden, hidden), "b": (hidden,), "h0": (1, hidden)}
    leaves = {
        name: draw.array(*shapes.get(name, (1, 1)), low=-0.95, high=0.95) for name in graph.leaves
    }
    intro = (
        "A plain recurrent network reads a sequence: $x^{(k)}$ is the input of step $k$, "
        "$h^{(k)}$ the state after it, $h^{(0)}$ the initial state. The weights $W$ (of the "
        "input), $U$ (of the old state) and the bias $b$ are the same at every step."
        + (r" $u_{ij}$ leads from unit $i$ to unit $j$." if hidden > 1 else "")
        + f" Find the state after each of the {('two', 'three')[steps - 2]} steps."
    )
    return graph_exercise(intro, graph, leaves, [f"h{k}" for k in range(1, steps + 1)])
