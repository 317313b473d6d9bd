"""When two misconceptions give the same number: an exercise on which they do not."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..exercise.exercise import Exercise


def apart(exercises: Iterable[Exercise], names: Collection[str]) -> Exercise | None:
    """The first exercise that tells the named misconceptions ("op.rule") apart, if any does.

    It does where some blank has another number for one of them than for the others.
    """
    return next((exercise for exercise in exercises if _tells(exercise, set(names))), None)


def _tells(exercise: Exercise, names: set[str]) -> bool:
    for part in exercise.parts:
        for wrong in part.answer.misconceptions:
            held = names & {wrong.name, *wrong.also}
            if held and held != names:
                return True
    return False
