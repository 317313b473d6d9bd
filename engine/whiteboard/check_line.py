"""Whether two formulas say the same of an exercise, whatever its numbers."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import numpy as np

from ..exercise.exercise import Exercise
from ..formula import Formula, Symbol, value, values
from ..readings.digits import unit
from .board_names import Vocabulary
from .points import Point, settings

RELATIVE, ABSOLUTE = 1e-7, 1e-11
HOLE = "?"  # the name of what is left open in a formula
DIGITS = 3  # of numbers that people put into a line


class Checker:
    """Compares formulas at the points of one exercise, in both readings of a ∂."""

    def __init__(self, exercise: Exercise, vocabulary: Vocabulary, target: str) -> None:
        self.exercise, self.vocabulary, self.target = exercise, vocabulary, target

    @cached_property
    def settings(self) -> list[dict[str, Any]]:
        return settings(self.exercise, self.target)

    @cached_property
    def points(self) -> tuple[list[Point], list[Point]]:
        """The points; the second list reads ∂a/∂b as one step of a rule."""
        return tuple(
            [Point(self.vocabulary, arrays, direct) for arrays in self.settings]
            for direct in (False, True)
        )  # type: ignore[return-value]

    def values(self, formula: Formula, direct: bool = False) -> np.ndarray:
        """The values of a formula at the points; NaN where it has none."""
        return np.array([*values(formula, self.points[direct])])

    def equal(self, left: Formula, right: Formula) -> bool:
        """Whether both have the same value everywhere, in one of the readings."""
        return any(
            all(map(_close, values(left, points), values(right, points))) for points in self.points
        )

    def fits(self, formula: Formula, names: Iterable[str], wanted: np.ndarray) -> bool:
        """Whether it has these values with one of the names in place of `HOLE`.

        Of those that do not fit, most show it at the first point.
        """
        return any(all(map(_close, values(formula, self._filled(name)), wanted)) for name in names)

    def _filled(self, name: str) -> Iterator[ChainMap[str, float]]:
        """The points, where `HOLE` has the value of that name."""
        return (ChainMap({HOLE: point[name]}, point) for point in self.points[0])

    def here(self, left: Formula, right: Formula) -> bool:
        """Whether they agree at the numbers of the exercise, to the digits people put in."""
        a, b = (value(side, self.points[0][0]) for side in (left, right))
        return abs(a - b) <= unit(max(abs(a), abs(b)), DIGITS)

    def symbol(self, name: str) -> np.ndarray:
        return self.values(Symbol(name))


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= ABSOLUTE + RELATIVE * abs(b)


def same(a: np.ndarray, b: np.ndarray) -> bool:
    """Equal at every point, and defined there."""
    return bool(np.allclose(a, b, rtol=RELATIVE, atol=ABSOLUTE))
