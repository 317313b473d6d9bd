"""What a “what if …?” changes in the derivation: other rules, not only other numbers."""

from __future__ import annotations

import re

from ..exercise.exercise import Exercise
from ..graph.quantity import symbol
from .derivation import Page


def changed(exercise: Exercise) -> frozenset[str]:
    """The quantities of a twin's derivation whose rule is another one, not only other numbers."""
    if exercise.twin_of is None:
        return frozenset()
    new, old = (Page(each, fillers=False) for each in (exercise, exercise.twin_of))
    before = {(array, q.index): cell for cell, (array, q) in old.cells.items()}
    found = set()
    for quantity in {step.quantity for step in exercise.steps}:
        cell = quantity.replace("slope.", "grad.", 1)
        array, place = new.cells[cell]
        same = before.get((array, place.index)) or before.get((array, (0, *place.index[1:])))
        if same is None or _rule(new, cell) != _rule(old, same):
            found.add(quantity)
    return frozenset(found)


def _rule(page: Page, cell: str) -> str:
    """How a cell is computed, in symbols, regardless of its sample and of the loss."""
    loss = rf"\partial {symbol(page.graph.names[-1])}"
    if page.program.position(page.cells[cell][0]) < 0:
        return ""
    return re.sub(r"_\{[^{}]*\}|_\w", "", page.line(cell).symbols.replace(loss, r"\partial E"))
