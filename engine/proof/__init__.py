"""Proof of keys and rules by other routes: SymPy's `diff` and central differences at 50 digits.

Only tests and the bank's check use this package: it is the one place where SymPy is imported.
`python -m engine.proof` rewrites the table of derivatives in `engine/derivation/slopes.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..exercise.exercise import Exercise
from ..graph.quantity import Quantity
from .composed import by_sympy
from .differences import by_differences
from .differentiate import slope_table

__all__ = ["ROUTES", "by_differences", "by_sympy", "check_exercise", "slope_table"]

Route = Callable[[Exercise], dict[Quantity, float]]
ROUTES: tuple[Route, ...] = (by_sympy, by_differences)


def check_exercise(
    exercise: Exercise, tolerance: float = 1e-9, routes: Sequence[Route] = ROUTES
) -> None:
    """Raise `AssertionError` where a key and another route to it differ by more than that."""
    for route in routes:
        found = route(exercise)
        for part, quantity in zip(exercise.parts, exercise.asked, strict=True):
            key, other = part.answer.key, found[quantity]
            if not abs(other - key) <= tolerance * max(1.0, abs(other)):
                raise AssertionError(
                    f"{part.name}: {key!r} by the graph, {other!r} {route.__name__}"
                )
