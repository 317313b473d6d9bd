"""One slip at a number that was not asked for, which makes several blanks wrong: charged once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isfinite
from typing import Any

import numpy as np

from ..answers._base import FOLLOW_THROUGH, WRONG, PartMark
from ..graph.bent import at, by_array
from ..graph.program import execute, needed_for
from ..graph.quantity import Quantity, entries, label, symbol
from ..readings.digits import unit
from ..readings.interval import Interval, Rounding
from .worksheet import Own, Worksheet, digits_typed, inside

MOST = 60  # numbers that are suspected
ROUNDS = 6  # steps of the secant method
TELLING = 0.1  # uncertainty of the number there, next to how far it is off, that tells something
CHANCE = 0.05  # of the other wrong blanks fitting by accident


def excuse(sheet: Worksheet, marks: dict[str, PartMark]) -> dict[str, PartMark]:
    """The marks, where one slip before the first wrong blank explains all wrong ones."""
    exercise = sheet.exercise
    asked = dict(zip([part.name for part in exercise.parts], exercise.asked, strict=True))
    wrong = [name for name, part in marks.items()
             if part.verdict == WRONG or part.verdict.startswith("misconception:")]  # fmt: skip
    if len(wrong) < 2 or not any(marks[name].verdict == WRONG for name in wrong):
        return marks
    slipped = [own for own in sheet.written if not own.right and own.quantity in
               {asked[name] for name in wrong}]  # fmt: skip
    if any(own.number == 0 or sheet.repeated(own.quantity, own.number) for own in slipped):
        return marks  # nobody has worked that out
    found = _slip(slipped, sheet)
    if found is None:
        return marks
    assert exercise.graph is not None
    shape = np.shape(sheet.clean(Rounding(sheet.digits))[found.array])
    where = label(found, shape, symbol(exercise.graph.names[-1]))
    first = replace(marks[wrong[0]], remark=f"It looks like a slip on the way, at ${where}$. "
                    "Everything that depends on it follows.", verdict=WRONG, also=())  # fmt: skip
    follow = {name: PartMark(FOLLOW_THROUGH, 1.0) for name in wrong[1:]}
    return {**marks, wrong[0]: first, **follow}


def _slip(wrong: list[Own], sheet: Worksheet) -> Quantity | None:
    """The only entry of an array that was not asked for in which one slip explains them all."""
    return next((each for each in _suspects(wrong, sheet) if _explains(each, wrong, sheet)), None)


def _suspects(wrong: list[Own], sheet: Worksheet) -> Iterator[Quantity]:
    """Entries on the way to every wrong blank that were not asked for, the latest first."""
    program = sheet.program
    instructions = program.instructions
    needed = set.intersection(
        *(needed_for([own.quantity.array], instructions) - {own.quantity.array} for own in wrong)
    )
    arrays = sorted((name for name in needed if program.position(name) >= 0 and "@" not in name),
                    key=program.position, reverse=True)  # fmt: skip
    asked, count = set(sheet.keys), 0
    for name in arrays:
        for quantity in entries(name, np.shape(sheet.clean(Rounding(sheet.digits))[name]), False):
            if quantity not in asked and count < MOST:
                count += 1
                yield quantity


def _explains(suspect: Quantity, wrong: list[Own], sheet: Worksheet) -> bool:
    """Whether one wrong number there leads to each of the wrong blanks."""
    run = _Run(suspect, sheet, wrong)
    start = run.values(None)
    if start is None or start[0] == wrong[0].number:
        return False
    s0, first = run.start, wrong[0].number
    s1 = s0 + (abs(s0) or 1.0) * 1e-3
    f0, f1 = start[0], (run.values(s1) or start)[0]
    slope = 0.0
    for _ in range(ROUNDS):
        if f1 == f0 or not isfinite(f1):
            return False
        slope = (f1 - f0) / (s1 - s0)
        s0, f0, s1 = s1, f1, s1 + (first - f1) / slope
        now = run.values(s1)
        if now is None:
            return False
        f1 = now[0]
        if abs(f1 - first) <= unit(first, sheet.digits) / 20:
            break
    else:
        return False
    reach = abs(unit(first, digits_typed(first, sheet.digits)) / 2 / slope) if slope else 0.0
    if not isfinite(s1) or reach > TELLING * abs(s1 - run.start):
        return False
    bounds = run.bounds(s1, reach)
    chance = 1.0  # of numbers as far off as these lying within the bounds all the same
    for own, bound, right in zip(wrong[1:], bounds[1:], start[1:], strict=True):
        if not inside(own.number, bound, digits_typed(own.number, sheet.digits)):
            return False
        off = 2 * abs(own.number - right)
        chance *= min(1.0, float(bound.hi - bound.lo) / off) if off else 1.0
    return chance <= CHANCE


class _Run:
    """The program with the learner's own numbers, and one of them put in place of another."""

    def __init__(self, suspect: Quantity, sheet: Worksheet, wrong: list[Own]) -> None:
        self.suspect, self.sheet, self.wrong = suspect, sheet, wrong
        self.own = [(own.quantity, own.number) for own in sheet.written]
        self.stop = 1 + max(sheet.program.position(own.quantity.array) for own in wrong)
        self.before = execute(sheet.program, sheet.exercise.leaves, given=by_array(self.own))
        self.start = float(at(self.before[suspect.array], suspect.index))

    def values(self, number: float | None) -> list[float] | None:
        """What the wrong blanks would be with that number there; None where one is not finite."""
        given = self.own if number is None else [*self.own, (self.suspect, number)]
        found = self._run(self.sheet.exercise.leaves, given)
        values = [float(at(found[own.quantity.array], own.quantity.index)) for own in self.wrong]
        return values if all(map(isfinite, values)) else None

    def bounds(self, number: float, reach: float) -> list[Any]:
        """Bounds on the wrong blanks with a number within `reach` of that one there."""
        rounding = Rounding(self.sheet.digits)
        own = [(own.quantity, Interval(*own.stands_for(), rounding)) for own in self.sheet.written]
        own.append((self.suspect, Interval(number - reach, number + reach, rounding)))
        leaves = {name: Interval(leaf, leaf, rounding)
                  for name, leaf in self.sheet.exercise.leaves.items()}  # fmt: skip
        found = self._run(leaves, own)
        return [at(found[own.quantity.array], own.quantity.index)[()] for own in self.wrong]

    def _run(self, leaves: Any, given: Any) -> dict[str, Any]:
        computed: dict[str, Any] = {}
        execute(
            self.sheet.program, leaves, stop=self.stop, given=by_array(given), computed=computed
        )
        return computed
