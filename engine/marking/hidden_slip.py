"""One slip at a number that was not asked for, which makes several blanks wrong: charged once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice
from math import isfinite, prod
from typing import Any

import numpy as np

from ..answers._base import FOLLOW_THROUGH, WRONG, PartMark
from ..graph.bent import at, by_array, depending
from ..graph.program import Given, execute, override
from ..graph.quantity import Quantity, entries, label, symbol
from ..readings.digits import unit
from ..readings.interval import Interval
from ..readings.rounding import Rounding
from .own import Own
from .same_mistake import lost
from .tolerance import digits_typed, inside
from .worksheet import Worksheet

MOST = 60  # numbers that are suspected
ROUNDS = 12  # steps of the secant method
TELLING = 0.25  # uncertainty of the number there, next to how far it is off, that tells something
CHANCE = 0.2  # of the other wrong blanks fitting by accident: two slips are rare to begin with
NAMED = 0.05  # the same where a misconception explains the first of them


def excuse(sheet: Worksheet, marks: dict[str, PartMark]) -> dict[str, PartMark]:
    """The marks, where one slip before the first wrong blank explains all wrong ones."""
    exercise = sheet.exercise
    asked = dict(zip([part.name for part in exercise.parts], exercise.asked, strict=True))
    wrong = lost(marks)
    if len(wrong) < 2 or not any(marks[name].verdict == WRONG for name in wrong):
        return marks
    slipped = [own for own in sheet.written if not own.right and own.quantity in
               {asked[name] for name in wrong}]  # fmt: skip
    if any(own.number == 0 or sheet.repeated(own.quantity, own.number) for own in slipped):
        return marks  # zeros and repeated numbers are not worked out
    named = marks[wrong[0]].verdict != WRONG
    found = _slip(slipped, sheet, named)
    if found is None:
        return marks
    assert exercise.graph is not None
    shape = np.shape(sheet.values[found.array])
    where = label(found, shape, symbol(exercise.graph.names[-1]))
    first = replace(marks[wrong[0]], remark=f"It looks like a slip on the way, at ${where}$. "
                    "Everything that depends on it follows.", verdict=WRONG, also=())  # fmt: skip
    follow = {name: PartMark(FOLLOW_THROUGH, 1.0) for name in wrong[1:]}
    return {**marks, wrong[0]: first, **follow}


def _slip(wrong: list[Own], sheet: Worksheet, named: bool) -> Quantity | None:
    """The entry, of an array that was not asked for, where a single slip explains them all."""
    run = _Run(sheet, wrong)
    suspects = _suspects(wrong, sheet)
    return next((each for each in suspects if _explains(each, run, named)), None)


def _suspects(wrong: list[Own], sheet: Worksheet) -> Iterator[Quantity]:
    """Entries on the way to every wrong blank that were not asked for, the latest first."""
    program = sheet.program
    needed = set.intersection(
        *(program.leads_to(own.quantity.array) - {own.quantity.array} for own in wrong)
    )
    arrays = sorted((name for name in needed if program.position(name) >= 0 and "@" not in name),
                    key=program.position, reverse=True)  # fmt: skip
    shapes = {name: np.shape(sheet.values[name]) for name in arrays}
    found = (each for name in arrays for each in entries(name, shapes[name], False))
    return islice((each for each in found if each not in sheet.keys), MOST)


def _explains(suspect: Quantity, run: _Run, named: bool) -> bool:
    """Whether one wrong number there leads to each of the wrong blanks."""
    wrong, digits = run.wrong, run.sheet.digits
    first, s0, f0 = wrong[0].number, run.value(suspect), run.start
    s1 = s0 + (abs(s0) or 1.0) * 1e-3
    f1 = run.values(suspect, s1)
    slopes = [(b - a) / (s1 - s0) for a, b in zip(f0, f1, strict=True)]
    if not all(map(isfinite, slopes)) or not slopes[0] or not _roughly(wrong, f0, slopes):
        return False
    last, now, slope = f0[0], f1[0], slopes[0]
    before, here = s0, s1
    for _ in range(ROUNDS):
        if now == last or not isfinite(now):
            return False
        slope = (now - last) / (here - before)
        if not slope:  # so small that floats have none
            return False
        before, last, here = here, now, here + (first - now) / slope
        now = run.values(suspect, here)[0]
        if abs(now - first) <= unit(first, digits) / 20:
            break
    else:
        return False
    reach = abs(unit(first, digits_typed(first, digits)) / 2 / slope)
    if not isfinite(here) or reach > TELLING * abs(here - s0):
        return False
    made = list(zip(wrong, run.values(suspect, here), f0, strict=True))[1:]
    near = [abs(own.number - value) + unit(own.number, digits) / 2 for own, value, _ in made]
    if not named and not _chance(made, near) <= CHANCE:
        return False
    bounds = run.bounds(suspect, here, reach)[1:]
    if not all(inside(own.number, bound, digits_typed(own.number, digits))
               for own, bound in zip(wrong[1:], bounds, strict=True)):  # fmt: skip
        return False
    widths = [float(bound.hi - bound.lo) / 2 for bound in bounds]
    return not named or _chance(made, widths) <= NAMED


def _chance(made: list[tuple[Own, float, float]], near: list[float]) -> float:
    """That numbers as far off as these come so near to what follows all the same."""
    return prod(
        min(1.0, close / abs(own.number - right)) if own.number != right else 1.0
        for (own, _, right), close in zip(made, near, strict=True)
    )


def _roughly(wrong: list[Own], start: list[float], slopes: list[float]) -> bool:
    """Whether a straight line through the first wrong blank passes the others not far off."""
    step = (wrong[0].number - start[0]) / slopes[0]
    return all(
        abs(value + slope * step - own.number) <= abs(own.number - value)
        for own, value, slope in zip(wrong, start, slopes, strict=True)
    )


class _Run:
    """The program with the learner's own numbers, and another put in place of one not asked for."""

    def __init__(self, sheet: Worksheet, wrong: list[Own]) -> None:
        self.sheet, self.wrong, self.program = sheet, wrong, sheet.program
        self.rounding = Rounding(sheet.digits)
        self.own = by_array((own.quantity, own.number) for own in sheet.written)
        arrays = [own.quantity.array for own in wrong]
        self.stop = 1 + max(map(self.program.position, arrays))
        needed = set[str]().union(*map(self.program.leads_to, arrays))
        self.leading = [place for place, step in enumerate(self.program.instructions[: self.stop])
                        if not needed.isdisjoint(step.outputs)]  # fmt: skip
        self.after: dict[str, list[int]] = {}  # by the array of a suspect
        computed: dict[str, Any] = {}
        self.before = execute(self.program, sheet.exercise.leaves, stop=self.stop,
                              given=self.own, computed=computed)  # fmt: skip
        self.start = self._wrong(computed)

    def value(self, suspect: Quantity) -> float:
        """The value there as it follows from the learner's own numbers."""
        return float(at(self.before[suspect.array], suspect.index))

    def values(self, suspect: Quantity, number: float) -> list[float]:
        """What the wrong blanks would be with that number there."""
        return self._wrong(self._after(self.before, suspect, self.own, number))

    def bounds(self, suspect: Quantity, number: float, reach: float) -> list[Any]:
        """Bounds on the wrong blanks with a number within `reach` of that one there."""
        near = Interval(number - reach, number + reach, self.rounding)
        found = self._after(self.around, suspect, self.around_own, near)
        return [at(found[own.quantity.array], own.quantity.index)[()] for own in self.wrong]

    @cached_property
    def around(self) -> dict[str, Any]:
        """Bounds on all arrays as they follow from the learner's own numbers."""
        return execute(self.program, self.sheet.leaves(self.rounding), stop=self.stop,
                       given=self.around_own)  # fmt: skip

    @cached_property
    def around_own(self) -> Given:
        return self.sheet.intervals(self.sheet.written, self.rounding)

    def _after(self, before: Any, suspect: Quantity, own: Any, number: Any) -> dict[str, Any]:
        """What is computed from there on, as far as it leads to the wrong blanks."""
        if suspect.array not in self.after:
            after = depending(self.program, (), [suspect.array], (), self.leading)
            self.after[suspect.array] = list(after)
        computed: dict[str, Any] = {}
        there = {suspect.array: override(before[suspect.array], [(suspect.index, number)])}
        only = self.after[suspect.array]
        execute(self.program, before | there, only=only, given=own, computed=computed)
        return computed

    def _wrong(self, arrays: dict[str, Any]) -> list[float]:
        return [float(at(arrays[own.quantity.array], own.quantity.index)) for own in self.wrong]
