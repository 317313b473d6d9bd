"""Marking: read, judge by the learner's own earlier numbers, follow through, then diagnose.

Every blank of a graph exercise is an entry of an array. A number is compared with what the
learner's own earlier answers lead to (an intervention on the graph), then with what wrong rules
make of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log10
from typing import Any

import numpy as np

from ..answers._base import CORRECT, IMPRECISE, ROUNDED, UNREADABLE, WRONG, PartMark
from ..answers._read_number import Typed
from ..errors import Unreadable
from ..exercise.exercise import Exercise, Part
from ..graph.quantity import Quantity
from ..readings.digits import count, minus, unit
from ..readings.rounding import Rounding
from .account import account
from .diagnose import diagnose
from .follow_through import follow
from .hidden_rule import name_hidden
from .hidden_slip import excuse
from .leaning import lean
from .responses import read_all
from .same_mistake import count_once
from .tolerance import FEWEST, digits_typed
from .worksheet import Worksheet

FINEST = 1e-12  # the last decimal that anybody rounds to
SAME = 1.01  # times the last place, as floats have it
IDLE = (-1, 0, 1)  # numbers that take no work to write down, whatever the exercise
LOST = "Your earlier values are too short for this one: keep one more digit at each step."


@dataclass(frozen=True, repr=False)
class Mark:
    """The score in 0..1 (the mean credit of the parts) and a mark for each part by name."""

    score: float
    parts: Mapping[str, PartMark]
    account: str = ""  # one line of Markdown on an exercise of several parts

    def __repr__(self) -> str:
        verdicts = ", ".join(f"{name}: {part.verdict}" for name, part in self.parts.items())
        return f"<Mark {self.score:.2f}: {verdicts}>"

    def as_dict(self) -> dict[str, Any]:
        return {
            "score": self.score,
            "account": self.account,
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
        read = read_all(exercise, raw)
        alone = {part.name: _by_itself(part, read[part.name]) for part in exercise.parts}
        marks = lean(exercise, read, alone)
    score = round(_credit(marks) / len(marks), 9)
    return Mark(score, marks, account(exercise, marks, raw))


def _by_itself(part: Part, response: Any) -> PartMark:
    """The mark of a blank that no other one bears on."""
    if isinstance(response, Unreadable):
        return PartMark(UNREADABLE, 0.0, str(response))
    return part.answer.judge(response)


def _over_graph(exercise: Exercise, raw: Mapping[str, str]) -> dict[str, PartMark]:
    """The better of two marks: numbers as they were typed, or with the zero that ends them.

    A calculator shows 0.160 as 0.16, so that a slip may look like a number with too few digits.
    """
    read = read_all(exercise, raw)
    marks, asked = _in_order(exercise, read), exercise.digits or 0
    if all(part.credit == 1 for part in marks.values()):
        return marks
    given = np.concatenate([np.ravel(leaf) for leaf in exercise.leaves.values()])  # may be copied
    short = {name: Typed(number) for name, number in read.items() if isinstance(number, Typed)
             and digits_typed(number, asked) == asked - 1 and number not in given}  # fmt: skip
    if not short:
        return marks
    whole = _in_order(exercise, read | short)
    slipped = any(part.credit < 1 and part.verdict != IMPRECISE for part in marks.values())
    return max(marks, whole, key=_credit) if slipped or _credit(whole) == len(whole) else marks


def _credit(marks: Mapping[str, PartMark]) -> float:
    return sum(part.credit for part in marks.values())


def _in_order(exercise: Exercise, read: Mapping[str, Any]) -> dict[str, PartMark]:
    """The marks of the blanks in computing order, each given the ones before it."""
    pairs = list(zip(exercise.parts, exercise.asked, strict=True))
    numbers = {q: number for part, q in pairs
               if not isinstance(number := read[part.name], Unreadable)}  # fmt: skip
    sheet = Worksheet(exercise, numbers)
    marks, shortest = {}, sheet.digits
    for part, target in pairs:
        number = read[part.name]
        if isinstance(number, Unreadable):
            sheet.write(target, part.answer.key, True, sheet.digits)
            marks[part.name] = PartMark(UNREADABLE, 0.0, str(number))
            continue
        judged, digits = _examine(sheet, target, number, part.answer)
        if judged.verdict == IMPRECISE and _is_idle(sheet, target, number):
            judged = replace(judged, credit=0.0)
        typed = digits_typed(number, sheet.digits)
        if judged.verdict == IMPRECISE and typed > shortest:
            judged = replace(judged, remark=LOST)
        shortest = min(shortest, typed)
        marks[part.name] = judged
        right = judged.verdict in (CORRECT, ROUNDED, IMPRECISE)
        sheet.write(target, number, right, digits, judged.verdict == IMPRECISE)
    asked = {part.name: target for part, target in pairs}
    return excuse(sheet, name_hidden(sheet, count_once(sheet, marks, asked), asked))


def _is_idle(sheet: Worksheet, target: Quantity, number: float) -> bool:
    """Whether a number with too few digits to tell anything takes no work to write down."""
    return sheet.copied(target, number) or sheet.everywhere(number) or sheet.far_off(target, number)


def _examine(
    sheet: Worksheet, target: Quantity, number: float, answer: Any
) -> tuple[PartMark, int]:
    """The mark of one blank, and how many digits of it count from then on."""
    judged = answer.judge(number)
    if judged.verdict == CORRECT or answer.holds(number):
        return judged, sheet.digits
    if found := follow(sheet, target, number, answer):
        return found
    if judged.verdict in (ROUNDED, IMPRECISE):  # right, though it does not follow from their own
        return judged, digits_typed(number, sheet.digits)
    if _off_by_one(sheet, target, number) or _to_a_place(sheet, target, number):
        return answer.imprecise, digits_typed(number, sheet.digits)
    plain = PartMark(WRONG, 0.0, answer.plainly(number))
    idle = number in IDLE and sheet.everywhere(number)
    told = plain if idle else diagnose(sheet, target, number, judged)
    if told.verdict == WRONG and not told.remark:
        told = plain
    if told.verdict == WRONG and (impossible := _out_of_range(sheet, target, number)):
        told = PartMark(WRONG, 0.0, impossible)
    return told, max(FEWEST, digits_typed(number, sheet.digits))


def _off_by_one(sheet: Worksheet, target: Quantity, number: float) -> bool:
    """Whether fewer digits than asked for are off by one in the last, as by another right route."""
    digits, key = digits_typed(number, sheet.digits), sheet.keys[target]
    if sheet.wrong or not FEWEST <= digits < min(sheet.digits, count(key)):
        return False
    return abs(number - key) < 1.5 * unit(key, digits)


def _to_a_place(sheet: Worksheet, target: Quantity, number: float) -> bool:
    """Whether rounding each step to a number of decimals may lead to it, which are too few here."""
    units = [getattr(each, "unit", 0.0) for each in sheet.numbers.values() if each]
    last = min((each for each in units if each > 0), default=0.0)
    short = any(
        digits_typed(each, sheet.digits) < min(sheet.digits, count(sheet.keys[quantity]))
        for quantity, each in sheet.numbers.items()
    )
    if sheet.wrong or not short or sheet.exercise.decimals is not None or not FINEST <= last < 1:
        return False
    if number and getattr(number, "unit", 0.0) > last * SAME:
        return False  # they keep more elsewhere
    rounding = Rounding(1, place=round(log10(last)))
    bounds = sheet.bounds(target, sheet.written, rounding)
    return float(bounds.lo) - last / 2 <= number <= float(bounds.hi) + last / 2


def _out_of_range(sheet: Worksheet, target: Quantity, number: float) -> str:
    """What is impossible about a number that no value of this op can be; "" where nothing is."""
    reach = sheet.ranges.get(target.node) if target.kind == "value" else None
    if reach is None or reach[0] < number < reach[1]:
        return ""
    low, high = reach
    shown = [minus(f"{end:g}") for end in reach]
    if np.isfinite(low) and np.isfinite(high):
        return f"That isn't possible: the values here lie between {shown[0]} and {shown[1]}."
    side, end = ("above", shown[0]) if np.isfinite(low) else ("below", shown[1])
    return f"That isn't possible: the values here lie {side} {end}."
