"""How sheets of every template are marked: right, rounded, with a slip, half blank, all wrong."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from engine import TEMPLATES, build, mark
from engine.answers.number import NumberAnswer
from engine.exercise.exercise import Exercise, Part

SEEDS = range(5)  # times the kinds of sheets and the templates, more than 2,000 sheets
OFF = 1.3  # times the right number, where one is wrong


def made() -> dict[str, list[str]]:
    """Digests of the marks, one a seed, by template and kind of sheet."""
    return {sheet: marks for name in sorted(TEMPLATES) for sheet, marks in marks_of(name).items()}


def marks_of(name: str, seeds: Iterable[int] = SEEDS) -> dict[str, list[str]]:
    """Those of one template."""
    found: dict[str, list[str]] = {}
    for seed in seeds:
        exercise = build(name, seed)
        for kind, sheet in sheets(exercise):
            marked = json.dumps(mark(exercise, sheet).as_dict(), sort_keys=True)
            digest = hashlib.sha256(marked.encode()).hexdigest()[:8]
            found.setdefault(f"{name}, {kind}", []).append(digest)
    return found


def sheets(exercise: Exercise) -> Iterator[tuple[str, dict[str, str]]]:
    """What several learners would hand in, by what is the matter with it."""
    right = {part.name: part.answer.write() for part in exercise.parts}
    turn = exercise.seed % len(exercise.parts)  # which blank is another's
    slip = exercise.parts[turn]
    yield "right", right
    yield "rounded", {part.name: _rounded(part, 2 + k % 3) for k, part in enumerate(exercise.parts)}
    yield "one slip", {**right, slip.name: _wrong(slip, OFF)}
    yield "half blank", {part.name: right[part.name] for part in exercise.parts[::2]}
    yield "wrong", {part.name: _wrong(part, OFF + k / 3) for k, part in enumerate(exercise.parts)}
    yield "misconceptions", {part.name: _misled(part, exercise.seed) for part in exercise.parts}


def _wrong(part: Part, times: float) -> str:
    if isinstance(part.answer, NumberAnswer):
        return f"{part.answer.key * times or OFF:.6g}"
    return (*part.answer.near_misses(), part.answer.write())[0]


def _rounded(part: Part, digits: int) -> str:
    number = isinstance(part.answer, NumberAnswer)
    return f"{part.answer.key:.{digits}g}" if number else part.answer.write()


def _misled(part: Part, turn: int) -> str:
    """What a misconception makes of a blank, if there is one."""
    named = part.answer.misconceptions
    return str(named[turn % len(named)].as_dict()["written"]) if named else part.answer.write()
