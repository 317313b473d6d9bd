"""One slip that explains several wrong blanks: which number it made, and whether they follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from math import prod
from typing import Any, NamedTuple

import numpy as np

from ..graph.bent import at, by_array, depending
from ..graph.moved_at_once import moved_at_once, moves
from ..graph.program import Given, execute, override
from ..readings.digits import unit
from ..readings.interval import Interval
from ..readings.rounding import Rounding
from .own import Own
from .possible_slips import LATER, SPARED, PossibleSlip, places_after
from .tolerance import FEWEST, digits_typed, inside
from .worksheet import Worksheet

ROUNDS = 12  # steps of the secant method
BACK = 14  # as many again where it has left the domain, as that of a root, and goes half way back
PIVOTS = 2  # wrong blanks from which the number there is inferred, each by itself
CLOSELY = 6  # suspects that are weighed closely
TELLING = 0.25  # uncertainty of the number there, next to how far it is off, that tells something
CHANCE = 0.2  # of the other wrong blanks fitting by accident: two slips are rare to begin with
NAMED = 0.05  # the same where a misconception explains the first of them
BESIDE = 0.01  # the same where one of them is another slip, for each that it may be


class Inferred(NamedTuple):
    """A slip, the number there, how uncertain that is, and the wrong blank it leaves open."""

    slip: PossibleSlip
    number: float
    reach: float
    spared: int = -1


class SlipSearch:
    """The program with the learner's own numbers, and another put in place of one not asked for."""

    def __init__(self, sheet: Worksheet, wrong: list[Own], told: float | None = None) -> None:
        self.sheet, self.wrong, self.program = sheet, wrong, sheet.program
        self.rounding = Rounding(sheet.digits)
        self.spared = int(len(wrong) > SPARED)  # how many may be wrong for another reason
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
        self.aims = self.numbers.copy()  # what those were before they were rounded, where known
        self.units = np.array([unit(own.number, sheet.digits) for own in wrong])
        self.reach = np.array([unit(own.number, digits_typed(own.number, sheet.digits))
                               for own in wrong]) / 2  # fmt: skip
        if told is not None:
            self.aims[0], self.reach[0] = told, 0.0

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
            good = np.isfinite(made[:, 0]) & (reach <= TELLING * np.abs(numbers - starts))
            most = np.array([each.factor(self.program) for each in rows])
            size, right = np.abs(numbers), np.abs(starts)
            good &= (right == 0) | ((size + reach > right / most) & (size - reach < right * most))
            near = left <= off / 2 + self.units
            close = np.minimum(1.0, (left + self.units / 2) / off)
        close[np.arange(len(rows)), pivot] = 1.0
        close[~near] = 1.0  # which another slip has made wrong
        missed, chance = (~near).sum(axis=1), close.prod(axis=1)
        every = good & (missed == 0) & (named | (chance <= CHANCE))
        but_one = good & (missed == self.spared) & (chance <= BESIDE / len(self.wrong))
        likely = [Inferred(rows[row], float(numbers[row]), float(reach[row]))
                  for row in np.flatnonzero(every)[:CLOSELY]]  # fmt: skip
        return likely + [
            Inferred(rows[row], float(numbers[row]), float(reach[row]), int(np.argmin(near[row])))
            for row in (np.flatnonzero(but_one)[:CLOSELY] if self.spared else ())
        ]

    def _pivots(self) -> list[int]:
        """The first wrong blanks, of different arrays if there are any."""
        arrays = [own.quantity.array for own in self.wrong]
        firsts = [arrays.index(array) for array in dict.fromkeys(arrays)]
        return sorted(list(dict.fromkeys([*firsts, *range(len(arrays))]))[:PIVOTS])

    def _solved(
        self, rows: Sequence[PossibleSlip], pivot: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The number in each that leads to its pivot, the slope there, and all wrong blanks then.

        What can't be solved is no number.
        """
        target, last = self.aims[pivot], self.units[pivot] / 20
        before = np.array([each.start(self.before) for each in rows])
        here = before + np.where(before == 0, 1.0, np.abs(before)) * 1e-3
        was = self.start[pivot]
        numbers, slopes = np.full(len(rows), np.nan), np.full(len(rows), np.nan)
        made = np.full((len(rows), len(self.wrong)), np.nan)
        open_ = np.arange(len(rows))
        strayed = np.zeros(len(rows), bool)
        for round_ in range(ROUNDS + BACK):
            values = self._values([rows[row] for row in open_.tolist()], here)
            now = values[np.arange(len(open_)), pivot[open_]]
            with np.errstate(all="ignore"):
                slope = (now - was) / (here - before)
                done = np.abs(now - target[open_]) <= last[open_]
                ahead = here + (target[open_] - now) / slope
            numbers[open_[done]], slopes[open_[done]] = here[done], slope[done]
            made[open_[done]] = values[done]
            outside = ~np.isfinite(now)
            strayed[open_] |= outside
            kept = ~done & (outside | (np.isfinite(ahead) & (slope != 0)))
            if round_ >= ROUNDS:
                kept &= strayed[open_]
            if not round_:  # a wrong blank that stays as it is follows from nothing there
                kept &= (values == self.start).sum(axis=1) <= self.spared
            before, was, here = (
                np.where(outside, stay, go)[kept]
                for stay, go in ((before, here), (was, now), ((before + here) / 2, ahead))
            )
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

    def fits(self, found: Inferred, named: bool) -> bool:
        """Whether each wrong blank follows, rounded on the way, and hardly by accident."""
        ends = found.number - found.reach, found.number + found.reach
        bounds = self._bounds(found.slip, Interval(*ends, self.rounding))
        asked = self.sheet.digits
        explained = [at for at in range(len(self.wrong)) if at != found.spared]
        typed = {at: self.wrong[at].number for at in explained}
        if not all(inside(number, bounds[at], max(FEWEST, digits_typed(number, asked)))
                   for at, number in typed.items()):  # fmt: skip
            return False
        most = NAMED if found.spared < 0 else BESIDE
        if found.slip.reader == LATER and found.spared < 0 and not self.reach[0]:
            most = CHANCE  # the mistake is known, and where
        widths = {at: float(bounds[at].hi - bounds[at].lo) / 2 for at in explained[1:]}
        return not (named or found.spared >= 0) or self._chance(widths) <= most

    def _chance(self, near: Mapping[int, float]) -> float:
        """That numbers as far off as these come so near to what follows all the same."""
        off = np.abs(self.numbers - self.start)
        return prod(min(1.0, close / off[at]) if off[at] else 1.0 for at, close in near.items())

    def _bounds(self, suspect: PossibleSlip, number: Interval) -> list[Any]:
        """Bounds on the wrong blanks with that number there."""
        array, place = suspect.array, self.program.position(suspect.array)
        if suspect.reader >= 0:
            there = override(self.around[array], suspect.changed(self.around[array], number))
            raw = self._step(suspect.reader, {array: there})
        elif place < 0 or suspect.reader == LATER:
            raw = {array: override(self.around[array], suspect.changed(self.around[array], number))}
        else:
            raw = self._step(place, {})
            raw[array] = override(raw[array], suspect.changed(raw[array], number))
        own = self.around_own
        set_ = {name: override(made, own[name]) if name in own and suspect.reader != LATER else made
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
