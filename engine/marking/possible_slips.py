"""What a single slip on the way may have been: numbers that were not asked for, and how read.

It may lie in a number that stands in the statement or was worked out, in such a number as one step
reads it, in one that was asked for as all later steps read it, as where its root is another one, or
inside a step: what all entries of a line are multiplied or divided by there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from math import inf
from typing import Any, NamedTuple

import numpy as np

from ..graph.bent import at, by_array
from ..graph.program import Program, execute
from ..graph.quantity import Quantity, entries, split
from ..readings.digits import unit
from ..readings.interval import Interval
from .own import Own
from .tolerance import digits_typed
from .worksheet import Worksheet

MOST = 60  # places that are suspected
SPARED = 2  # wrong blanks that a slip has to explain beside one of another slip
FACTOR = 20  # by which no slip scales a line: all numbers near 0 would be explained so
MISREAD = 150  # the same of what is given: a decimal point may be off by two places
LATER = -2  # in place of a reader: all steps after the number was written


class PossibleSlip(NamedTuple):
    """Entries of an array, of which one is another number, or all are scaled by another one."""

    array: str
    indices: tuple[tuple[int, ...], ...]
    scaled: bool = False
    reader: int = -1  # the only step that reads it so; −1 for all of them and what is written

    @property
    def in_step(self) -> bool:
        """Whether it is made where a number is worked out, and not a number that stands there."""
        return self.scaled or self.reader >= 0

    @property
    def quantity(self) -> Quantity:
        """The entry, or the first of several."""
        return Quantity(*split(self.array), self.indices[0])

    def factor(self, program: Program) -> float:
        """By which such a slip changes the number there at most."""
        if self.scaled:
            return FACTOR
        return inf if program.position(self.array) >= 0 else MISREAD

    def start(self, arrays: Any) -> float:
        """The number there where nothing slipped."""
        if self.scaled:
            return 1.0
        return float(np.asarray(arrays[self.array])[self.indices[0]])

    def changed(self, array: Any, number: Any) -> list[tuple[tuple[int, ...], Any]]:
        """What its entries become, as overrides."""
        if not self.scaled:
            return [(self.indices[0], number)]
        return [(index, _entry(array, index) * number) for index in self.indices]


def possible_slips(wrong: Sequence[Own], sheet: Worksheet) -> list[PossibleSlip]:
    """What lies on the way to every wrong blank, the latest first, given numbers last.

    Of several, then what lies on the way to all but one.
    """
    every = [_Way(wrong, sheet, spared) for spared in ((0, 1) if len(wrong) > SPARED else (0,))]
    found = dict.fromkeys(chain.from_iterable(way.each() for way in every))
    return list(islice(found, MOST))


def just_before(wrong: Own, sheet: Worksheet) -> list[PossibleSlip]:
    """Single numbers that weren't asked for, worked out before and read by its step."""
    step = sheet.program.instructions[sheet.program.position(wrong.quantity.array)]
    asked = {quantity.array for quantity in sheet.keys}
    return [PossibleSlip(array, ((0,) * np.ndim(sheet.values[array]),))
            for array in dict.fromkeys(step.inputs)
            if "@" not in array and array not in asked and sheet.program.position(array) >= 0
            and np.size(sheet.values[array]) == 1]  # fmt: skip


def leaves_the_rest(
    suspect: PossibleSlip, number: float, wrong: Sequence[Own], sheet: Worksheet
) -> bool:
    """Whether all that was written besides what is wrong follows with another number there too."""
    written = [(own.quantity, own.number) for own in sheet.written]
    given = by_array([*written, (suspect.quantity, number)])
    computed: dict[str, Any] = {}
    execute(sheet.program, sheet.exercise.leaves, given=given, computed=computed)
    for own in sheet.written:
        off = abs(float(at(computed[own.quantity.array], own.quantity.index)) - own.number)
        if own not in wrong and off > 2 * unit(own.number, digits_typed(own.number, sheet.digits)):
            return False
    return True


class _Way:
    """The way to some wrong blanks."""

    def __init__(self, wrong: Sequence[Own], sheet: Worksheet, spared: int = 0) -> None:
        self.sheet, self.program = sheet, sheet.program
        ways = [self.program.leads_to(own.quantity.array) for own in wrong]
        before = [way - {own.quantity.array} for way, own in zip(ways, wrong, strict=True)]
        self.before = _shared(before, len(wrong) - spared)
        shared = _shared(ways, len(wrong) - spared)
        self.steps = [place for place, step in enumerate(self.program.instructions)
                      if not shared.isdisjoint(step.outputs)]  # fmt: skip

    def each(self) -> Iterator[PossibleSlip]:
        for place in reversed(self.steps):
            step = self.program.instructions[place]
            for array in step.outputs:
                if array in self.before and "@" not in array:
                    yield from self._entries(array)
                    yield from self._as_read_later(array)
            if len(step.outputs) == 1:
                yield from self._lines(step.outputs[0])
            for array in dict.fromkeys(step.inputs):
                if array in self.sheet.values and self._read_apart(array):
                    yield from self._entries(array, place)
        for array in self.before:
            if self.program.position(array) < 0 and array in self.sheet.exercise.leaves:
                yield from self._entries(array)

    def _entries(self, array: str, reader: int = -1) -> Iterator[PossibleSlip]:
        """Each entry alone; of those that were asked for, as the reader read them."""
        for quantity in entries(array, np.shape(self.sheet.values[array]), False):
            if reader >= 0 or not self._is_asked(quantity):
                yield PossibleSlip(array, (quantity.index,), False, reader)

    def _as_read_later(self, array: str) -> Iterator[PossibleSlip]:
        """The entries that were asked for, where several steps read them."""
        for quantity in self.sheet.keys if self._uses[array] > 1 else ():
            if quantity.array == array:
                yield PossibleSlip(array, (quantity.index,), False, LATER)

    def _lines(self, array: str) -> Iterator[PossibleSlip]:
        """The entries along each axis, all of them, and those that are the same number."""
        values = self.sheet.values[array]
        if values.size < 2:
            return
        places = list(np.ndindex(*values.shape))
        groups = {
            tuple(index for index in places if index[axis] == at)
            for axis in range(values.ndim)
            for at in range(values.shape[axis])
        } | {tuple(places)}
        same: dict[float, list[tuple[int, ...]]] = {}
        for index in places:
            same.setdefault(float(f"{values[index]:.9g}"), []).append(index)
        groups |= {tuple(group) for number, group in same.items() if number}
        for group in sorted(groups):
            if len(group) > 1:
                yield PossibleSlip(array, group, True)

    def _read_apart(self, array: str) -> bool:
        """Whether one step may read a number otherwise than what is written, or than others do."""
        return self._uses[array] > 1 or any(q.array == array for q in self.sheet.keys)

    @cached_property
    def _uses(self) -> Counter[str]:
        return Counter(name for step in self.program.instructions for name in set(step.inputs))

    @cached_property
    def _asked(self) -> set[tuple[str, tuple[int, ...]]]:
        return {(quantity.array, quantity.index) for quantity in self.sheet.keys}

    def _is_asked(self, quantity: Quantity) -> bool:
        return (quantity.array, quantity.index) in self._asked


def _shared(ways: Sequence[set[str]], least: int) -> set[str]:
    counts = Counter(chain.from_iterable(ways))
    return {array for array, count in counts.items() if count >= least}


def _entry(array: Any, index: tuple[int, ...]) -> Any:
    return array[index] if isinstance(array, (np.ndarray, Interval)) and array.shape else array


def places_after(
    program: Program, found: Sequence[PossibleSlip], among: Sequence[int]
) -> list[int]:
    """Those of some places, in order, where anything is computed that a slip may change."""
    readers = {each.reader for each in found}
    makers = {program.position(each.array) for each in found if each.reader == -1}
    differ = {each.array for each in found if each.reader < 0}
    places = []
    for place in among:
        step = program.instructions[place]
        if place in readers or place in makers or not differ.isdisjoint(step.inputs):
            differ.update(step.outputs)
            places.append(place)
    return places
