"""What each of many wrong rules makes of the arrays of a program, all of them in one run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ..readings.several import Several
from .program import Bent, Given, Instruction, Program

Rows = Sequence[int] | slice
Held = Mapping[str, Rows]  # wrong rule -> the rows in which it replaces the right one


def bent_at_once(
    program: Program,
    arrays: Mapping[str, Any],
    bents: Sequence[Bent],
    places: Iterable[int],
    given: Given,
) -> dict[str, np.ndarray]:
    """The arrays made at these places, in order, before any is set: a row for each of `bents`, or
    a single one for all.

    Each of those replaces rules wherever their ops appear, but none may read what belongs to
    another place. `arrays` are those of the program without any of them, in plain floats.
    """
    by_op: dict[str, list[tuple[int, str]]] = {}
    for row, bent in enumerate(bents):
        for op, name in bent:
            by_op.setdefault(op, []).append((row, name))
    now: dict[str, Several] = {}
    made: dict[str, np.ndarray] = {}
    with np.errstate(all="ignore"):  # a wrong rule may well leave the domain
        for place in places:
            step = program.instructions[place]
            inputs = read_by(step, now, arrays)
            outcomes = _outcomes(step, inputs, _held(step, by_op), len(bents))
            for name, rows in zip(step.outputs, outcomes, strict=True):
                made[name] = rows
                now[name] = with_given(Several(rows), given.get(name, ()))
    return made


def _held(step: Instruction, by_op: Mapping[str, Sequence[tuple[int, str]]]) -> Held:
    """The wrong rules that apply there; of two in a row the first."""
    found: dict[int, str] = {}
    for row, name in by_op.get(step.op.name, ()):
        if step.op.bends[name].replaces == step.rule:
            found.setdefault(row, name)
    held: dict[str, list[int]] = {}
    for row, name in found.items():
        held.setdefault(name, []).append(row)
    return {name: slice(rows[0], rows[0] + 1) if len(rows) == 1 else rows  # which NumPy only views
            for name, rows in held.items()}  # fmt: skip


def _outcomes(
    step: Instruction, inputs: Sequence[Several], held: Held, count: int
) -> list[np.ndarray]:
    """What the rule gives in each row, or the wrong one where that is held."""
    right = [made.each(count) if held else made.rows for made in results(step, step.rule, inputs)]
    for name, rows in held.items():
        wrong = results(step, name, [array.taken(rows) for array in inputs])
        for array, made in zip(right, wrong, strict=True):
            array[rows] = made.rows
    return right


def read_by(step: Instruction, now: dict[str, Several], arrays: Mapping[str, Any]) -> list[Several]:
    """What a step reads: what has been made in each row, or else the same array in all of them."""
    for name in step.inputs:
        if name not in now:
            now[name] = Several.alike(arrays[name])
    return [now[name] for name in step.inputs]


def results(step: Instruction, rule: str, inputs: Sequence[Several]) -> list[Several]:
    """What a rule gives; the same inputs in all rows are taken as plain arrays, once."""
    rows = [array.rows for array in inputs]
    alike = max(map(len, rows), default=1) == 1
    made = getattr(step.op, rule)(*([row[0] for row in rows] if alike else inputs))
    return [Several.alike(each) for each in (made if step.rule == "vjp" else (made,))]


def with_given(array: Several, entries: Sequence[tuple[tuple[int, ...], float]]) -> Several:
    """A copy in which entries of every row are given; all of them, and one row does for all."""
    if not entries:
        return array
    rows = array.rows
    copy = rows[:1].copy() if len(entries) == rows[0].size else rows.copy()
    for index, value in entries:
        copy.T[index[::-1]] = value
    return Several(copy)
