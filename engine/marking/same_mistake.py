"""A wrong rule is charged once, in whichever blanks it shows.

Past the blank that it was told at it may reach later ones by numbers that were not asked for, which
it made wrong before, and from which all went on rightly; or it was applied again, on the way to the
later blank or in it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import inf
from typing import Any

from ..answers._base import FOLLOW_THROUGH, NAMED, WRONG, PartMark
from ..graph.bent import at, by_array, depending, rerun
from ..graph.program import Given, execute
from ..graph.quantity import Quantity
from ..readings.digits import unit
from ..readings.interval import Interval
from ..readings.rounding import Rounding
from .tolerance import digits_typed, inside
from .worksheet import Worksheet

AGAIN = "This is the same mistake as before, so it's counted only once."
CHANCE = 0.05  # of a number as far off as that one following by accident
CERTAIN = 1.0  # where it has been told already why it is wrong


def count_once(
    sheet: Worksheet, marks: Mapping[str, PartMark], asked: Mapping[str, Quantity]
) -> dict[str, PartMark]:
    """The marks, where blanks follow from a misconception told earlier."""
    counted = dict(marks)
    wrong = lost(marks)
    for index, first in enumerate(wrong):
        if not counted[first].verdict.startswith(NAMED):
            continue
        later = [name for name in wrong[index + 1 :] if not free(sheet, asked[name])]
        for misconception in sorted(names_of(marks[first])) if later else ():
            found = _following(sheet, misconception, asked[first], later, marks, asked)
            for name, again in found.items():
                counted[name] = PartMark(FOLLOW_THROUGH, 1.0, AGAIN if again else "")
    return counted


def _following(
    sheet: Worksheet, misconception: str, target: Quantity, later: Collection[str],
    marks: Mapping[str, PartMark], asked: Mapping[str, Quantity],
) -> dict[str, bool]:  # fmt: skip
    """Those that follow where the rule is wrong up to the target; and whether it is so again.

    It may be again at numbers that are not asked for, and in the blank itself. What has another
    name, or none, must be such that chance hardly would bring it about.
    """
    before = set(range(sheet.program.position(target.array) + 1))
    once = where_bent(sheet, misconception, before)
    right, found = plainly(sheet), {}
    for name in later:
        quantity, same = asked[name], misconception in names_of(marks[name])
        if chance(sheet, quantity, once, right) <= (CERTAIN if same else CHANCE):
            found[name] = quantity.array == target.array
        elif same:
            places = before | not_asked(sheet) | {sheet.program.position(quantity.array)}
            again = where_bent(sheet, misconception, places)
            found |= {name: True} if chance(sheet, quantity, again, right) <= CERTAIN else {}
    return found


def lost(marks: Mapping[str, PartMark]) -> list[str]:
    """The blanks that are wrong, with or without a name for the mistake."""
    return [name for name, part in marks.items()
            if part.verdict == WRONG or part.verdict.startswith(NAMED)]  # fmt: skip


def names_of(part: PartMark) -> set[str]:
    """The misconceptions that were told of a blank."""
    told = part.verdict.startswith(NAMED)
    return {part.verdict.removeprefix(NAMED), *part.also} if told else set()


def free(sheet: Worksheet, quantity: Quantity) -> bool:
    """Whether the learner need not have worked out what is there."""
    number = sheet.numbers[quantity]
    return number == 0 or sheet.copied(quantity, number)


def where_bent(sheet: Worksheet, misconception: str, places: Collection[int]) -> dict[str, Any]:
    """Bounds on all arrays as they follow from what is written, with a rule bent at some places."""
    rounding = Rounding(sheet.digits)
    own = sheet.intervals(sheet.written, rounding)
    op, _, rule = misconception.partition(".")
    computed: dict[str, Any] = {}
    arrays = execute(sheet.program, sheet.leaves(rounding), bend=[(op, rule)], bent_at=places,
                     given=own, computed=computed)  # fmt: skip
    return arrays | computed


def plainly(
    sheet: Worksheet, misconception: str = "", places: Collection[int] = ()
) -> dict[str, Any]:
    """The same to the last digit; without a rule bent, unless there is one."""
    op, _, rule = misconception.partition(".")
    computed: dict[str, Any] = {}
    arrays = execute(sheet.program, sheet.exercise.leaves, bend=[(op, rule)] if rule else (),
                     bent_at=places, given=_own(sheet), computed=computed)  # fmt: skip
    return arrays | computed


def changed(sheet: Worksheet, misconception: str, place: int) -> dict[str, Any]:
    """What becomes of the arrays that change where a rule is bent at one place."""
    op, _, rule = misconception.partition(".")
    step = sheet.program.instructions[place]
    after = depending(sheet.program, (), step.outputs)
    return rerun(sheet.program, sheet.now, _own(sheet), {place, *after}, [(op, rule)], [place])


def _own(sheet: Worksheet) -> Given:
    return by_array((own.quantity, own.number) for own in sheet.written)


def chance(
    sheet: Worksheet, quantity: Quantity, arrays: Mapping[str, Any], right: Mapping[str, Any]
) -> float:
    """That a number as far off as the learner's lies within bounds; infinite if theirs does not."""
    bounds: Interval = at(arrays[quantity.array], quantity.index)[()]
    number = sheet.numbers[quantity]
    if not inside(number, bounds, digits_typed(number, sheet.digits)):
        return inf
    off = abs(number - at(right[quantity.array], quantity.index))
    width = float(bounds.hi - bounds.lo) + 2 * unit(number, sheet.digits)
    return min(1.0, width / (2 * off)) if off else 1.0


def not_asked(sheet: Worksheet) -> set[int]:
    """The places of the program that make nothing that was asked for."""
    asked = {quantity.array for quantity in sheet.keys}
    steps = enumerate(sheet.program.instructions)
    return {place for place, step in steps if asked.isdisjoint(step.outputs)}
