"""A wrong rule applied once is counted once, in whichever blanks it shows.

Where not every entry of an array is asked for, a wrong rule before it reaches later blanks past the
one that it was told at: they follow from a row of which the learner wrote down one number only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..answers._base import FOLLOW_THROUGH, PartMark
from ..graph.bent import at
from ..graph.program import execute
from ..graph.quantity import Quantity
from ..readings.rounding import Rounding
from .worksheet import Worksheet, digits_typed, inside

NAMED = "misconception:"


AGAIN = "The same mistake as before, which is counted once."


def count_once(
    sheet: Worksheet, marks: Mapping[str, PartMark], asked: Mapping[str, Quantity]
) -> dict[str, PartMark]:
    """The marks, where blanks follow from a misconception told earlier that was applied once."""
    counted = dict(marks)
    named = [name for name, part in marks.items() if part.verdict.startswith(NAMED)]
    for index, first in enumerate(named):
        if counted[first].verdict == FOLLOW_THROUGH:
            continue
        same = [
            asked[name]
            for name in named[index + 1 :]
            if _shared(marks[first], marks[name]) and not _free(sheet, asked[name])
        ]
        found = _following(sheet, marks[first], asked[first], same)
        for name in named[index + 1 :]:
            if asked[name] in found:
                again = AGAIN if asked[name].array == asked[first].array else ""
                counted[name] = PartMark(FOLLOW_THROUGH, 1.0, again)
    return counted


def _free(sheet: Worksheet, quantity: Quantity) -> bool:
    """Whether nobody need have worked out what stands there."""
    number = sheet.numbers[quantity]
    return number == 0 or sheet.copied(quantity, number)


def _names(part: PartMark) -> set[str]:
    return {part.verdict.removeprefix(NAMED), *part.also}


def _shared(first: PartMark, later: PartMark) -> bool:
    """Whether one misconception explains both."""
    return not _names(first).isdisjoint(_names(later))


def _following(
    sheet: Worksheet, told: PartMark, target: Quantity, later: Collection[Quantity]
) -> set[Quantity]:
    """Those that follow where the rule is wrong up to the target, and right from there."""
    place, rounding = sheet.program.position(target.array) + 1, Rounding(sheet.digits)
    order = [own.quantity for own in sheet.written]
    before = sheet.intervals(sheet.written[: order.index(target)], rounding)
    given, found = sheet.intervals(sheet.written, rounding), set()
    for misconception in sorted(_names(told)) if later else ():
        op, _, rule = misconception.partition(".")
        bent = execute(sheet.program, sheet.leaves(rounding), stop=place, bend=[(op, rule)],
                       given=before)  # fmt: skip
        computed: dict[str, Any] = {}
        execute(sheet.program, bent, start=place, given=given, computed=computed)
        for quantity in later:
            bounds = at((bent | computed)[quantity.array], quantity.index)[()]
            number = sheet.numbers[quantity]
            if inside(number, bounds, digits_typed(number, sheet.digits)):
                found.add(quantity)
    return found
