"""One slip at a number that was not asked for, which makes several blanks wrong: charged once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

from ..answers._base import FOLLOW_THROUGH, WRONG, PartMark
from ..graph.bent import at, by_array, depending
from ..graph.moved_at_once import moved_at_once, moves
from ..graph.program import Given, execute, override
from ..graph.quantity import label, symbol
from ..readings.digits import unit
from ..readings.interval import Interval
from ..readings.rounding import Rounding
from .own import Own
from .possible_slips import PossibleSlip, just_before, leaves_the_rest, places_after, possible_slips
from .same_mistake import lost
from .tolerance import FEWEST, digits_typed, inside
from .worksheet import Worksheet

ROUNDS = 12  # steps of the secant method
PIVOTS = 2  # wrong blanks from which the number there is inferred, each by itself
CLOSELY = 6  # suspects that are weighed closely
TELLING = 0.25  # uncertainty of the number there, next to how far it is off, that tells something
CHANCE = 0.2  # of the other wrong blanks fitting by accident: two slips are rare to begin with
HINTED = 3  # wrong blanks, of each of which it is told where else its slip may be
NAMED = 0.05  # the same where a misconception explains the first of them
Inferred = tuple[PossibleSlip, float, float]  # the number there, and how uncertain it is


def excuse(sheet: Worksheet, marks: dict[str, PartMark]) -> dict[str, PartMark]:
    """The marks, where one slip before the first wrong blank explains all wrong ones."""
    exercise = sheet.exercise
    asked = dict(zip([part.name for part in exercise.parts], exercise.asked, strict=True))
    wrong = lost(marks)
    if not any(marks[name].verdict == WRONG for name in wrong):
        return marks
    slipped = [own for own in sheet.written if not own.right and own.quantity in
               {asked[name] for name in wrong}]  # fmt: skip
    if any(own.number == 0 or sheet.repeated(own.quantity, own.number) for own in slipped):
        return marks  # zeros and repeated numbers are not worked out
    first = marks[wrong[0]]
    if len(wrong) < 2:
        return {**marks, wrong[0]: replace(first, remark=first.remark + _hint(slipped, sheet))}
    named = first.verdict != WRONG
    found = _slip(slipped, sheet, named)
    if found is None:
        few = len(wrong) < min(HINTED + 1, len(marks))  # of who has nothing right it tells nothing
        hints = {name: _hint(slipped, sheet, at) for at, name in enumerate(wrong)
                 if few and marks[name].verdict == WRONG}  # fmt: skip
        return marks | {name: replace(marks[name], remark=marks[name].remark + hint)
                        for name, hint in hints.items()}  # fmt: skip
    if not (named and found.in_step):  # then it is that mistake
        first = replace(first, remark=_remark(sheet, found), verdict=WRONG, also=())
    follow = {name: PartMark(FOLLOW_THROUGH, 1.0) for name in wrong[1:]}
    return {**marks, wrong[0]: first, **follow}


def _remark(sheet: Worksheet, found: PossibleSlip) -> str:
    """Where the slip was, as far as that can be told."""
    if found.in_step:
        return "It looks like one slip in this step. Everything that depends on it follows."
    where = _place(sheet, found)
    if sheet.program.position(found.array) < 0:
        return (f"It looks as if {where} was a different number in your working. "
                "Everything that depends on it follows.")  # fmt: skip
    return f"It looks like a slip on the way, at {where}. Everything that depends on it follows."


def _hint(wrong: list[Own], sheet: Worksheet, at: int = 0) -> str:
    """Which numbers that weren't asked for may as well have made one of the wrong blanks wrong."""
    if not (near := just_before(wrong[at], sheet) if wrong else []):
        return ""
    run = _Run(sheet, wrong[at : at + 1])
    likely = run.likely(near, named=True)
    places = [_place(sheet, each) for each, number, reach in likely
              if run.fits(each, number, reach, False)
              and leaves_the_rest(each, number, wrong, sheet)]  # fmt: skip
    earlier = all(sheet.exercise.steps_before(each.array) for each in near) * ", or before that"
    return f" The slip may also be at {' or '.join(places)}{earlier}." if places else ""


def _place(sheet: Worksheet, found: PossibleSlip) -> str:
    assert sheet.exercise.graph is not None
    shape, loss = np.shape(sheet.values[found.array]), symbol(sheet.exercise.graph.names[-1])
    return f"${label(found.quantity, shape, loss)}$"


def _slip(wrong: list[Own], sheet: Worksheet, named: bool) -> PossibleSlip | None:
    """The place where a single slip explains them all."""
    run = _Run(sheet, wrong)
    likely = run.likely(possible_slips(wrong, sheet), named)
    return next((each for each, number, reach in likely if run.fits(each, number, reach, named)),
                None)  # fmt: skip


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
        computed: dict[str, Any] = {}
        self.before = execute(self.program, sheet.exercise.leaves, stop=self.stop,
                              given=self.own, computed=computed)  # fmt: skip
        self.start = np.array([float(at(computed[own.quantity.array], own.quantity.index))
                               for own in wrong])  # fmt: skip
        self.numbers = np.array([own.number for own in wrong], float)
        self.units = np.array([unit(own.number, sheet.digits) for own in wrong])
        self.reach = np.array([unit(own.number, digits_typed(own.number, sheet.digits))
                               for own in wrong]) / 2  # fmt: skip

    def likely(self, found: Sequence[PossibleSlip], named: bool) -> list[Inferred]:
        """Those where one number leads about to all wrong blanks; it, and how uncertain it is."""
        if not found:
            return []
        pivots = self._pivots()
        rows = [each for each in found for _ in pivots]
        pivot = np.array(pivots * len(found))
        numbers, slopes, made = self._solved(rows, pivot)
        with np.errstate(all="ignore"):
            starts = np.array([each.start(self.before) for each in rows])
            reach = np.abs(self.reach[pivot] / slopes)
            off = np.abs(self.numbers - self.start)
            left = np.abs(self.numbers - made)
            good = np.isfinite(made).all(axis=1) & (reach <= TELLING * np.abs(numbers - starts))
            most = np.array([each.factor(self.program) for each in rows])
            size, right = np.abs(numbers), np.abs(starts)
            good &= (right == 0) | ((size + reach > right / most) & (size - reach < right * most))
            good &= (left <= off / 2 + self.units).all(axis=1)
            close = np.minimum(1.0, (left + self.units / 2) / off)
        close[np.arange(len(rows)), pivot] = 1.0
        good &= np.isfinite(close).all(axis=1) & (named | (close.prod(axis=1) <= CHANCE))
        likely = [(rows[row], float(numbers[row]), float(reach[row]))
                  for row in np.flatnonzero(good)]  # fmt: skip
        return likely[:CLOSELY]

    def _pivots(self) -> list[int]:
        """The first wrong blanks of different arrays."""
        arrays = [own.quantity.array for own in self.wrong]
        return sorted(arrays.index(array) for array in dict.fromkeys(arrays))[:PIVOTS]

    def _solved(
        self, rows: Sequence[PossibleSlip], pivot: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The number in each that leads to its pivot, the slope there, and all wrong blanks then.

        What can't be solved is no number.
        """
        target, last = self.numbers[pivot], self.units[pivot] / 20
        before = np.array([each.start(self.before) for each in rows])
        here = before + np.where(before == 0, 1.0, np.abs(before)) * 1e-3
        was = self.start[pivot]
        numbers, slopes = np.full(len(rows), np.nan), np.full(len(rows), np.nan)
        made = np.full((len(rows), len(self.wrong)), np.nan)
        open_ = np.arange(len(rows))
        for round_ in range(ROUNDS):
            values = self._values([rows[row] for row in open_.tolist()], here)
            now = values[np.arange(len(open_)), pivot[open_]]
            with np.errstate(all="ignore"):
                slope = (now - was) / (here - before)
                done = np.abs(now - target[open_]) <= last[open_]
                ahead = here + (target[open_] - now) / slope
            numbers[open_[done]], slopes[open_[done]] = here[done], slope[done]
            made[open_[done]] = values[done]
            kept = ~done & np.isfinite(ahead) & (slope != 0)
            if not round_:  # a wrong blank that stays as it is follows from nothing there
                kept &= (values != self.start).all(axis=1)
            before, was, here = here[kept], now[kept], ahead[kept]
            open_ = open_[kept]
            if not open_.size:
                break
        return numbers, slopes, made

    def _values(self, rows: Sequence[PossibleSlip], numbers: np.ndarray) -> np.ndarray:
        """What the wrong blanks would be, a row for each suspect with its number."""
        moved = moves([((each.array, each.reader), each.indices, each.scaled) for each in rows],
                      self.sheet.values)  # fmt: skip
        places = places_after(self.program, rows, self.leading)
        made = moved_at_once(self.program, self.before, places, self.own, moved, numbers)
        found = np.tile(self.start, (len(rows), 1))
        for column, own in enumerate(self.wrong):
            if own.quantity.array in made:
                found[:, column] = made[own.quantity.array].T[own.quantity.index[::-1]]
        return found

    def fits(self, suspect: PossibleSlip, number: float, reach: float, named: bool) -> bool:
        """Whether each wrong blank follows, rounded on the way, and hardly by accident."""
        bounds = self._bounds(suspect, Interval(number - reach, number + reach, self.rounding))
        asked = self.sheet.digits
        if not all(inside(own.number, bound, max(FEWEST, digits_typed(own.number, asked)))
                   for own, bound in zip(self.wrong, bounds, strict=True)):  # fmt: skip
            return False
        widths = [float(bound.hi - bound.lo) / 2 for bound in bounds[1:]]
        return not named or self._chance(widths) <= NAMED

    def _chance(self, near: Sequence[float]) -> float:
        """That numbers as far off as these come so near to what follows all the same."""
        off = np.abs(self.numbers - self.start)[1:]
        return prod(min(1.0, close / each) if each else 1.0
                    for close, each in zip(near, off, strict=True))  # fmt: skip

    def _bounds(self, suspect: PossibleSlip, number: Interval) -> list[Any]:
        """Bounds on the wrong blanks with that number there."""
        array, place = suspect.array, self.program.position(suspect.array)
        if suspect.reader >= 0:
            there = override(self.around[array], suspect.changed(self.around[array], number))
            raw = self._step(suspect.reader, {array: there})
        elif place < 0:
            raw = {array: override(self.around[array], suspect.changed(self.around[array], number))}
        else:
            raw = self._step(place, {})
            raw[array] = override(raw[array], suspect.changed(raw[array], number))
        own = self.around_own
        set_ = {name: override(made, own[name]) if name in own else made
                for name, made in raw.items()}  # fmt: skip
        computed = dict(raw)
        after = depending(self.program, (), raw, (), self.leading)
        execute(self.program, self.around | set_, only=list(after), given=own, computed=computed)
        return [at(computed[own.quantity.array], own.quantity.index)[()]
                if own.quantity.array in computed
                else at(self.around[own.quantity.array], own.quantity.index)[()]
                for own in self.wrong]  # fmt: skip

    def _step(self, place: int, read: dict[str, Any]) -> dict[str, Any]:
        """What one step makes of what it reads, before anything is given."""
        made = execute(self.program, self.around | read, only=[place])
        return {name: made[name] for name in self.program.instructions[place].outputs}

    @cached_property
    def around(self) -> dict[str, Any]:
        """Bounds on all arrays as they follow from the learner's own numbers."""
        return execute(self.program, self.sheet.leaves(self.rounding), stop=self.stop,
                       given=self.around_own)  # fmt: skip

    @cached_property
    def around_own(self) -> Given:
        return self.sheet.intervals(self.sheet.written, self.rounding)
