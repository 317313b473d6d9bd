"""Marking: read, judge against the envelope, follow through, and only then diagnose.

Every blank of a graph exercise is an entry of an array. A wrong answer is compared with what the
learner's own earlier answers lead to (an intervention on the graph), then with what wrong rules
make of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..answers._base import CORRECT, ROUNDED, UNREADABLE, PartMark
from ..errors import Unreadable
from ..exercise.exercise import Exercise
from .diagnose import diagnose
from .follow_through import follow_through
from .worksheet import Worksheet


@dataclass(frozen=True, repr=False)
class Mark:
    """The score in 0..1 (the mean credit of the parts) and a mark for each part by name."""

    score: float
    parts: Mapping[str, PartMark]

    def __repr__(self) -> str:
        verdicts = ", ".join(f"{name}: {part.verdict}" for name, part in self.parts.items())
        return f"<Mark {self.score:.2f}: {verdicts}>"

    def as_dict(self) -> dict[str, Any]:
        return {
            "score": self.score,
            "parts": {name: part.as_dict() for name, part in self.parts.items()},
        }


def mark(exercise: Exercise, responses: Mapping[str, str]) -> Mark:
    """Mark the responses (text by part name); a blank or absent one is `unreadable`.

    Raises `ValueError` where a name is no part of the exercise.
    """
    names = [part.name for part in exercise.parts]
    for name in responses:
        if name not in names:
            raise ValueError(f"There is no part {name!r}. The parts are {', '.join(names)}.")
    raw = {name: responses.get(name, "") for name in names}
    if exercise.graph:
        with np.errstate(all="ignore"):  # a wrong number may leave any domain; that is no news
            marks = _over_graph(exercise, raw)
    else:
        marks = {part.name: part.answer.mark(raw[part.name]) for part in exercise.parts}
    return Mark(round(sum(m.credit for m in marks.values()) / len(marks), 9), marks)


def _over_graph(exercise: Exercise, raw: Mapping[str, str]) -> dict[str, PartMark]:
    """The marks of the blanks in computing order, each given the ones before it."""
    read: dict[str, float | Unreadable] = {}
    for part in exercise.parts:
        try:
            read[part.name] = part.answer.read(raw[part.name])
        except Unreadable as error:
            read[part.name] = error
    pairs = list(zip(exercise.parts, exercise.asked, strict=True))
    numbers = {q: number for part, q in pairs
               if not isinstance(number := read[part.name], Unreadable)}  # fmt: skip
    sheet = Worksheet(exercise, numbers)
    marks = {}
    for part, target in pairs:
        number = read[part.name]
        if isinstance(number, Unreadable):
            sheet.written.append((target, part.answer.key))
            marks[part.name] = PartMark(UNREADABLE, 0.0, str(number))
            continue
        judged = part.answer.judge(number)
        if judged.verdict not in (CORRECT, ROUNDED):
            judged = follow_through(sheet, target, number) or diagnose(
                sheet, target, number, judged
            )
            sheet.wrong.append((target, number))
        sheet.written.append((target, number))
        marks[part.name] = judged
    return marks
