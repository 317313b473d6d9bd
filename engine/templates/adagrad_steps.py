"""Two steps of Adagrad."""

from ..building import graph_exercise
from ..draw import Draw
from ..exercise import Exercise
from ..graph import Graph
from ..op import OPS
from ..template import template


@template
def adagrad_steps(draw: Draw) -> Exercise:
    """Sum of squares and weight over two steps of Adagrad."""
    rate = draw.choice([0.1, 0.2, 0.4])
    squares, step = OPS["accumulated_squares"](), OPS["adaptive_step"](rate, eps=1e-10)
    graph = (
        Graph()
        .then("s1", squares, "s", "g1")
        .then("w1", step, "w", "g1", "s1")
        .then("s2", squares, "s1", "g2")
        .then("w2", step, "w1", "g2", "s2")
    )
    leaves = {
        "w": draw.array(1, 1, low=-2, high=2),
        "s": draw.array(1, 1, low=0.2, high=4),
        "g1": draw.array(1, 1, low=-3, high=3),
        "g2": draw.array(1, 1, low=-3, high=3),
    }
    intro = (
        "Adagrad adds up the squares of all gradients in $s$ and divides each step by its root. "
        rf"Take two steps along the gradients given, with $\eta = {rate}$; "
        r"$\varepsilon = 10^{-10}$, outside the root, is too small to show."
    )
    return graph_exercise(intro, graph, leaves, graph.names)
