"""Blanks of an exercise without a graph that are worked out from other blanks.

They are judged from the numbers in those, each as exact as typed: a slip there costs nothing here,
and whoever rounds there to fewer digits than asked for may end a few units of the last one off.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..answers._base import CORRECT, FOLLOW_THROUGH, IMPRECISE, NAMED, ROUNDED, WRONG, PartMark
from ..answers.number import SLACK, NumberAnswer
from ..exercise.exercise import Exercise, Part


def lean(
    exercise: Exercise, read: Mapping[str, Any], marks: Mapping[str, PartMark]
) -> dict[str, PartMark]:
    """The marks, where numbers that follow from other blanks are right steps."""
    leaning = dict(marks)
    before: dict[str, float] = {}  # what the learner goes on from; else the correct number
    wrong: set[str] = set()
    for part in exercise.parts:
        if not isinstance(part.answer, NumberAnswer):
            continue
        number = read[part.name]
        if not isinstance(number, float):
            before[part.name] = part.answer.key
            continue
        if part.follows and marks[part.name].verdict not in (CORRECT, ROUNDED):
            found = _judge(exercise, part, number, before, wrong)
            leaning[part.name] = found or marks[part.name]
        before[part.name] = number
        verdict = leaning[part.name].verdict
        if verdict in (WRONG, FOLLOW_THROUGH, IMPRECISE) or verdict.startswith(NAMED):
            wrong.add(part.name)
    return leaning


def _judge(
    exercise: Exercise, part: Part, number: float, before: Mapping[str, float], wrong: set[str]
) -> PartMark | None:
    """The mark of a number that follows from those before it; None where it does not."""
    answer = part.answer
    assert isinstance(answer, NumberAnswer)
    assert part.follows is not None
    try:
        made, righted = part.follows(before), part.follows({
            name: exercise.part(name).answer.key if name in wrong else other
            for name, other in before.items()
        })  # fmt: skip
    except (ArithmeticError, ValueError):  # from numbers that nothing follows from
        return None
    if answer.upper is None:  # it needs no rounding on the way
        rounded, reach = False, answer.reach
    else:
        own = max(getattr(each, "unit", 0.0) for each in (number, *before.values()))
        units = (answer.upper - answer.value) / answer.step + SLACK
        rounded, reach = True, units * max(answer.step, own)
    if rounded and abs(number - righted) <= reach:
        near = any(abs(each.value - number) <= reach for each in answer.wrong)
        if near or reach > abs(answer.value) / 2:
            return answer.imprecise
        digits = answer.told(number)
        remark = answer.coarse_remark(digits) if digits > 1 else answer.remarks["rounded"]
        return PartMark(ROUNDED, 1.0, remark)
    if abs(number - made) > reach or abs(made - righted) <= reach:
        return None
    if (number == 0 and 0 in before.values()) or set(before.values()) == {number}:
        return None  # that takes no work
    return PartMark(FOLLOW_THROUGH, 1.0)
