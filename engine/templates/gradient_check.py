"""Checking a derivative numerically."""

from typing import Literal

import numpy as np

from ..draw import Draw
from ..exercise.exercise import Exercise
from ..exercise.from_graph import graph_exercise
from ..graph.graph import Graph
from ..ops._base import OPS
from ._base import Ask, template


@template(warm_up={"asked": "difference"}, hard={"asked": "halved"})
def gradient_check(
    draw: Draw, asked: Literal["difference", "error", "halved"] = "error", ask: Ask = "few"
) -> Exercise:
    """Checking a derivative against a central difference, for a cubic at a point."""
    cube, slope = draw.choice([0.5, 2.0, -0.5, -2.0]), draw.choice([1.5, 2.0, 3.0])
    graph = Graph()
    for digit in ["1", "2"] if asked == "halved" else [""]:
        above, below, h, n = (f"{name}{digit}" for name in ("f_plus", "f_minus", "h", "n"))
        graph = graph.then(above, OPS["cubic"](cube, slope, 1), "w", h)
        graph = graph.then(below, OPS["cubic"](cube, slope, -1), "w", h)
        graph = graph.then(n, OPS["central_difference"](), above, below, h)
        if "a" not in graph.names:
            graph = graph.then("a", OPS["cubic_slope"](cube, slope), "w")
        if asked != "difference":
            graph = graph.then(f"r{digit}", OPS["relative_error"](), n, "a")
    leaves = {"w": draw.array(1, 1, low=-2, high=2, places=1)}
    if asked == "halved":
        leaves["h1"] = draw.choice([0.4, 0.6]) * np.ones((1, 1))
        leaves["h2"] = leaves["h1"] / 2
    else:
        leaves["h"] = draw.array(1, 1, low=0.1, high=0.4, places=1)
    steps = "with the step $h^{(1)}$ and with half of it, " if asked == "halved" else ""
    intro = (
        f"Check the derivative of $f(w) = {cube:g}\\,w^3 + {slope:g}\\,w$ numerically: {steps}find "
        + ("$f$ on both sides of $w$, " if ask == "all" else "")
        + "the central difference $n$"
        + (" and" if asked == "difference" else ",")
        + " the exact derivative $a$"
        + ("" if asked == "difference" else " and the relative error $r$ between the two")
        + ". The step is large so that you can see the error."
    )
    wanted = [name for name in graph.names if ask == "all" or not name.startswith("f_")]
    return graph_exercise(intro, graph, leaves, wanted)
