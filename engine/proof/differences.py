"""The route by central differences: the loss a little above and a little below, at 50 digits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mpmath

from ..exercise.exercise import Exercise
from ..graph.bent import at
from ..graph.graph import Graph
from ..graph.program import execute
from ..graph.quantity import Quantity
from .exact import answer, array_behind, graph_of, total, values_of

DIGITS = 50


def by_differences(exercise: Exercise) -> dict[Quantity, float]:
    """Every key by central differences in `mpmath` at 50 digits; values by running at those."""
    graph, found = graph_of(exercise), {}
    with mpmath.workdps(DIGITS):
        values = values_of(exercise)
        for quantity in exercise.asked:
            node = array_behind(graph, quantity)
            number = at(values[node], quantity.index)
            if quantity.kind != "value":
                number = _slope(graph, values, node, quantity.index, number)
            found[quantity] = answer(graph, quantity, values, number)
    return found


def _slope(
    graph: Graph, values: Mapping[str, Any], node: str, index: tuple[int, ...], point: Any
) -> Any:
    """How the last node changes with one entry of an array; everything after that is run again."""
    program, step = graph.program, mpmath.mpf(10) ** (-DIGITS // 3)
    start = program.position(node) + 1
    above, below = (
        total(
            execute(
                program,
                values,
                start=start,
                stop=program.forward,
                given={node: [(index, point + side * step)]},
            ),
            graph,
        )
        for side in (1, -1)
    )
    return (above - below) / (2 * step)
