"""Proof of keys and rules by other routes: SymPy's `diff` and central differences at 50 digits.

Only tests and the bank's check use this package: it is the one place where SymPy is imported.
`python -m engine.proof` rewrites the table of derivatives in `engine/derivation/slopes.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import mpmath
import numpy as np

from ..exercise.exercise import Exercise
from ..graph.quantity import Quantity
from .composed import by_sympy
from .differences import by_differences
from .differentiate import slope_table
from .exact import graph_of, values_of

__all__ = ["ROUTES", "Disproved", "by_differences", "by_sympy", "check_exercise", "first_apart",
           "slope_table"]  # fmt: skip

Route = Callable[[Exercise], dict[Quantity, float]]
ROUTES: tuple[Route, ...] = (by_sympy, by_differences)
DIGITS = 30


class Disproved(AssertionError):
    """A key and another route to it differ."""

    def __init__(self, part: str, key: float, other: float, route: str) -> None:
        super().__init__(f"{part}: {key!r} by the graph, {other!r} {route}")
        self.part, self.key, self.other = part, key, other


def check_exercise(
    exercise: Exercise, tolerance: float = 1e-9, routes: Sequence[Route] = ROUTES
) -> None:
    """Raise `Disproved` where a key and another route to it differ by more than that."""
    for route in routes:
        found = route(exercise)
        for part, quantity in zip(exercise.parts, exercise.asked, strict=True):
            key, other = part.answer.key, found[quantity]
            if not abs(other - key) <= tolerance * max(1.0, abs(other)):
                raise Disproved(part.name, key, other, route.__name__)


def first_apart(exercise: Exercise, tolerance: float = 1e-9) -> str:
    """The first node whose value isn't what 30 digits give; "" if only a gradient is."""
    graph = graph_of(exercise)
    with np.errstate(all="ignore"), mpmath.workdps(DIGITS):
        values, exact = graph.run(exercise.leaves), values_of(exercise)
        for name in graph.names:
            found, other = (np.asarray(one[name], dtype=float) for one in (values, exact))
            if not np.all(np.abs(found - other) <= tolerance * np.maximum(1.0, np.abs(other))):
                return name
    return ""
