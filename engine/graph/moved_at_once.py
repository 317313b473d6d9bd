"""What becomes of the arrays of a program where a number is another one: many cases in one run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..readings.several import Several
from .at_once import read_by, results, with_given
from .program import Given, Program


class Moved(NamedTuple):
    """Rows in which entries of an array are other numbers, or scaled by them.

    `entries` and `scaled` have a row for each of `rows`: which entries, in row order.
    """

    rows: np.ndarray
    entries: np.ndarray
    scaled: np.ndarray

    def applied(self, array: Several, numbers: np.ndarray) -> Several:
        """The array in every row."""
        made = array.each(len(numbers))
        flat = made.reshape(len(numbers), -1)
        here, number = flat[self.rows], numbers[self.rows, None]
        flat[self.rows] = np.where(
            self.entries, np.where(self.scaled[:, None], here * number, number), here
        )
        return Several(flat.reshape(made.shape))


def moved_at_once(
    program: Program, arrays: Mapping[str, Any], places: Iterable[int], given: Given,
    moved: Mapping[tuple[str, int], Moved], numbers: np.ndarray,
) -> dict[str, np.ndarray]:  # fmt: skip
    """The arrays made at these places, in order, before any entry is given.

    `moved` is by array and by the only place that reads it so; −1 where all do, −2 where all do
    whatever is given. `arrays` are those of the program where nothing is moved, in plain floats.
    """
    now = {
        name: each.applied(Several.alike(arrays[name]), numbers)
        for (name, reader), each in moved.items()
        if reader == -2 or (reader == -1 and program.position(name) < 0)
    }
    made: dict[str, np.ndarray] = {}
    with np.errstate(all="ignore"):  # a wrong number may well leave the domain
        for place in places:
            step = program.instructions[place]
            inputs = read_by(step, now, arrays)
            for position, name in enumerate(step.inputs):
                if each := moved.get((name, place)):
                    inputs[position] = each.applied(inputs[position], numbers)
            for name, array in zip(step.outputs, results(step, step.rule, inputs), strict=True):
                if each := moved.get((name, -1)):
                    array = each.applied(array, numbers)
                made[name] = array.rows
                now[name] = with_given(array, given.get(name, ()))
                if each := moved.get((name, -2)):
                    now[name] = each.applied(now[name], numbers)
    return made


def moves(
    places: Sequence[tuple[tuple[str, int], Sequence[tuple[int, ...]], bool]],
    arrays: Mapping[str, Any],
) -> dict[tuple[str, int], Moved]:
    """A row for each of these: where, which entries, and whether they are scaled."""
    rows: dict[tuple[str, int], list[int]] = {}
    for row, (where, _, _) in enumerate(places):
        rows.setdefault(where, []).append(row)
    found = {}
    for (name, reader), here in rows.items():
        shape = np.shape(arrays[name])
        entries = np.zeros((len(here), *shape), bool)
        for place, row in enumerate(here):
            for index in places[row][1]:
                entries[(place, *index)] = True
        found[name, reader] = Moved(
            np.array(here), entries.reshape(len(here), -1),
            np.array([places[row][2] for row in here]),
        )  # fmt: skip
    return found
