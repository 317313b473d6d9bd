"""The route by central differences: the loss a little above and a little below, at 50 digits."""

from __future__ import annotations

import mpmath

from ..diagnosis import at
from ..exercise import Exercise
from ..program import execute
from ..quantity import Quantity
from .exact import answer, graph_of, total, values_of

DIGITS = 50


def by_differences(exercise: Exercise) -> dict[Quantity, float]:
    """Every key by central differences in `mpmath` at 50 digits; values by running at those."""
    graph = graph_of(exercise)
    program, found = graph.program, {}
    with mpmath.workdps(DIGITS):
        values, step = values_of(exercise), mpmath.mpf(10) ** (-DIGITS // 3)
        for quantity in exercise.asked:
            point = at(values[quantity.node], quantity.index)
            if quantity.kind == "value":
                found[quantity] = float(point)
                continue
            after = program.position(quantity.node) + 1
            above, below = (
                total(
                    execute(
                        program,
                        values,
                        start=after,
                        stop=program.forward,
                        given={quantity.node: [(quantity.index, point + side * step)]},
                    ),
                    graph,
                )
                for side in (1, -1)
            )
            found[quantity] = answer(graph, quantity, point, (above - below) / (2 * step))
    return found
