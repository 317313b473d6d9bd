"""Bounds for right routes that leave out a step of the graph, such as E[x²] − μ² for a variance."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from ..graph.bent import at
from ..graph.quantity import Quantity
from ..readings.interval import Interval
from ..readings.rounding import Rounding
from .worksheet import Worksheet


def detours(sheet: Worksheet, target: Quantity, rounding: Rounding) -> Iterator[Interval]:
    """Bounds on `target` by each such route, going on from all that is written."""
    step = sheet.program.maker(target.array)
    for name in step.inputs if step.rule == "forward" else ():
        if sheet.program.position(name) < 0:
            continue
        before = sheet.program.maker(name)
        rule = step.op.detours.get(before.op.name)
        if rule is None:
            continue
        exact, own = (
            at(getattr(step.op, rule)(*(arrays[each] for each in before.inputs)), target.index)
            for arrays in (sheet.values, sheet.arrays(target.array, rounding))
        )
        if isclose(exact, sheet.keys[target], rel_tol=1e-9):  # for other numbers it is no route
            yield own[()]
