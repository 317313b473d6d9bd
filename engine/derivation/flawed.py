"""A worked derivation as somebody hands it in: one line for each array on the way.

Read with one rule bent it is the work of a person who holds a misconception: every line follows
from the ones before it, except where that rule applies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..exercise.exercise import Exercise
from ..graph.bent import bends
from ..graph.misread import misread
from ..graph.program import execute, held_at
from ..graph.quantity import entries
from ..ops._base import Bend
from .derivation import Page

VISIBLE = 0.02  # of the right number: how far a wrong one is off, at least


@dataclass(frozen=True)
class FlawedLine:
    """All entries of one array: how they are worked out, and their numbers."""

    array: str
    equations: tuple[str, ...]  # LaTeX
    values: tuple[float, ...]

    @property
    def text(self) -> str:
        """Markdown; each side is a formula of its own, so that a long line can wrap."""
        return ", ".join(f"${equation}$".replace(" = ", r"$ ${} = ") for equation in self.equations)


class Work(Page):
    """The lines somebody writes for an exercise, to the digits it asks for."""

    def __init__(self, exercise: Exercise, bend: tuple[str, str] | None = None) -> None:
        super().__init__(exercise, bend)
        self.digits = self.asked_digits

    def arrays(self) -> list[str]:
        """The arrays on the way to what is asked, in computing order."""
        cells = {cell for name in self.asked for cell in self.path(name)}
        found = {self.cells[cell][0] for cell in cells}
        return sorted(
            found, key=lambda array: (self._place(array), self.program.position(array), array)
        )

    def _place(self, array: str) -> float:
        """In computing order; who goes back through new weights has worked those out before."""
        gradient = self.program.gradient_behind(array)
        made_from = self.program.maker(gradient)
        held = held_at(made_from, self.bend)
        if held is None or misread(self.program, made_from, held.reads) == made_from.inputs:
            return self.program.position(array)
        late = 1 / 2 if array == made_from.outputs[0] else 1 / 4 if array != gradient else 0
        return self.program.position(gradient) + late

    def row(self, array: str) -> FlawedLine:
        """The line of one array."""
        cells = list(entries(array, np.shape(self.values[array]), self._is_parameter(array)))
        lines = [self.line(cell.name) for cell in cells]
        equations = tuple(
            self._equation(
                [self._label(array, cell), line.symbols, line.numbers], line.value, asked=False
            )
            for cell, line in zip(cells, lines, strict=True)
        )
        return FlawedLine(array, equations, tuple(line.value for line in lines))


def by_place(exercise: Exercise, right: Work) -> dict[int, list[tuple[str, Bend]]]:
    """The wrong rules (op, rule) that change a line, by the index of the first one they change."""
    found: dict[int, list[tuple[str, Bend]]] = {}
    arrays = right.arrays()
    for op, bend, _ in bends(right.program, range(len(right.program.instructions))):
        if bend.rare:
            continue
        values = execute(right.program, exercise.leaves, bend=[(op, bend.name)])
        changed = (not np.allclose(values[name], right.values[name]) for name in arrays)
        place = next((index for index, differs in enumerate(changed) if differs), None)
        if place is not None:
            found.setdefault(place, []).append((op, bend))
    return found


def first_wrong(wrong: Work, right: Work) -> int | None:
    """Index of the first line that differs; None where a reader could not see it there."""
    arrays = wrong.arrays()
    for index, array in enumerate(arrays):
        bent, clean = wrong.row(array), right.row(array)
        if bent.text != clean.text:
            gaps = [(abs(a - b), abs(b)) for a, b in zip(bent.values, clean.values, strict=True)]
            seen = any(gap > VISIBLE * max(size, 1e-9) for gap, size in gaps)
            return index if seen else None
    return None
