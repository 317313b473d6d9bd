"""One wrong rule at an array that was not asked for, which makes one blank or several wrong.

Whoever left out the biases of the first layer, and went on rightly, made one mistake. In a single
blank it is only looked for at one of several like places, such as a gate: all of them at once have
been tried before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from math import inf, isfinite, prod
from typing import Any, NamedTuple

from ..answers._base import FOLLOW_THROUGH, NAMED, WRONG, PartMark
from ..graph.bent import at, bends, by_array, depending, either
from ..graph.quantity import Quantity
from ..readings.digits import unit
from .diagnose import TWICE, there
from .same_mistake import (
    CHANCE,
    chance,
    changed,
    free,
    lost,
    names_of,
    not_asked,
    plainly,
    where_bent,
)
from .tolerance import digits_typed, inside
from .worksheet import Worksheet


class Applied(NamedTuple):
    """A misconception ("op.rule"), its remark, and the one place where it is applied."""

    name: str
    remark: str
    place: int


def name_hidden(
    sheet: Worksheet, marks: dict[str, PartMark], asked: Mapping[str, Quantity]
) -> dict[str, PartMark]:
    """The marks, where a rule that is wrong at one such place explains all wrong blanks."""
    wrong = lost(marks)
    if not wrong or any(free(sheet, asked[name]) for name in wrong):
        return marks
    double = marks[wrong[0]].remark.startswith(TWICE)  # a rule at one place may be simpler
    if len(wrong) == 1 and not double and marks[wrong[0]].verdict != WRONG:
        return marks
    told = {name for blank in wrong for name in names_of(marks[blank])}
    found = list(_explaining(sheet, [asked[name] for name in wrong], told))
    if not found:
        return marks
    (array,) = sheet.program.instructions[found[0].place].outputs[:1]
    names = dict.fromkeys(each.name for each in found)
    remark = either([each.remark for each in found]) + there(sheet, array)
    first = PartMark(f"{NAMED}{found[0].name}", 0.0, remark, tuple(names)[1:])
    return {**marks, **dict.fromkeys(wrong[1:], PartMark(FOLLOW_THROUGH, 1.0)), wrong[0]: first}


def _explaining(sheet: Worksheet, wrong: list[Quantity], told: set[str]) -> Iterator[Applied]:
    """The misconceptions that lead to all of the wrong blanks from one place.

    One that has been `told` in a blank is not one of many that were tried.
    """
    program = sheet.program
    before = range(min(program.position(each.array) for each in wrong))
    tried = [Applied(f"{op}.{bend.name}", bend.remark, place)
             for place in not_asked(sheet).intersection(before)
             for op, bend, _ in bends(program, [place])]  # fmt: skip
    if len(wrong) == 1:
        places = Counter(f"{op}.{bend.name}" for place in before
                         for op, bend, _ in bends(program, [place]))  # fmt: skip
        tried = [each for each in tried if places[each.name] > 1]
    arrays = {one.array for one in wrong}
    reaching = {place for place in {each.place for each in tried}
                if arrays <= _reached(sheet, place)}  # fmt: skip
    right = plainly(sheet) if reaching else {}
    for each in sorted(tried, key=lambda each: each.place):
        if each.place in reaching and _roughly(sheet, each, wrong, right):
            bounds = where_bent(sheet, each.name, [each.place])
            ways = 1 if each.name in told else len(tried)
            accident = prod(chance(sheet, one, bounds, right) for one in wrong)
            if isfinite(accident):
                accident = min(accident, _to_the_digit(sheet, each, wrong, right))
            near = ways * accident <= CHANCE
            if near and (len(wrong) > 1 or _leaves_the_rest(sheet, each, wrong[0], bounds)):
                yield each


def _to_the_digit(
    sheet: Worksheet, each: Applied, wrong: list[Quantity], right: Mapping[str, Any]
) -> float:
    """That numbers as far off are by accident what it makes of each blank, in every digit."""
    bent, chances = {**right, **changed(sheet, each.name, each.place)}, []
    for one in wrong:
        number, made = sheet.numbers[one], at(bent[one.array], one.index)
        last = unit(made, digits_typed(number, sheet.digits)) * (1 + 1e-9)
        if abs(number - made) > last / 2:
            return inf
        chances.append(min(1.0, last / abs(number - at(right[one.array], one.index))))
    return prod(chances)


def _leaves_the_rest(
    sheet: Worksheet, each: Applied, wrong: Quantity, bounds: Mapping[str, Any]
) -> bool:
    """Whether all else that was written follows from that as well."""
    reached = _reached(sheet, each.place)
    return all(
        inside(number, at(bounds[other.array], other.index)[()], digits_typed(number, sheet.digits))
        for other, number in sheet.numbers.items()
        if other != wrong and other.array in reached
    )


def _reached(sheet: Worksheet, place: int) -> set[str]:
    """The arrays that a wrong rule there changes: none beyond those that are all written."""
    program = sheet.program
    own = by_array((own.quantity, own.number) for own in sheet.written)
    whole = {name for name, each in own.items() if len(each) == sheet.values[name].size}
    places = depending(program, (), program.instructions[place].outputs, whole)
    return {name for each in (place, *places) for name in program.instructions[each].outputs}


def _roughly(
    sheet: Worksheet, each: Applied, wrong: list[Quantity], right: Mapping[str, Any]
) -> bool:
    """Whether it takes every wrong blank most of the way, rounding left out of account."""
    bent = {**right, **changed(sheet, each.name, each.place)}
    pairs = ((at(arrays[one.array], one.index) for arrays in (bent, right)) for one in wrong)
    return all(abs(sheet.numbers[one] - made) <= abs(sheet.numbers[one] - now) / 2
               for one, (made, now) in zip(wrong, pairs, strict=True))  # fmt: skip
