"""Credit for a right step, whatever values and digits of the learner's own it starts from."""

from __future__ import annotations

from ..answers._base import FOLLOW_THROUGH, IMPRECISE, ROUNDED, PartMark
from ..answers.number import NumberAnswer, WrongNumber
from ..graph.quantity import Quantity
from ..readings.interval import Rounding
from .diagnose import wrong_numbers
from .worksheet import Worksheet, inside, vague

EMPTY = (
    "This follows from your earlier value, but with that value there is nothing left to work out "
    "here."
)
REPEATED = "This follows from your earlier value, but the same number stands in another blank too."


def follow(
    sheet: Worksheet, target: Quantity, number: float, answer: NumberAnswer
) -> tuple[PartMark, int] | None:
    """The mark of a number that follows from what was written before, and how many digits count.

    None where it does not follow at any precision the learner may have worked to.
    """
    ways = [Rounding(digits) for digits in sheet.precisions(number)]
    for rounding in (*ways, Rounding(sheet.digits, cut=True)):
        digits = rounding.digits
        bounds = sheet.bounds(target, sheet.written, rounding)
        if not inside(number, bounds, digits):
            continue
        right = not sheet.wrong or inside(
            number, sheet.bounds(target, sheet.righted, rounding), digits
        )
        if vague(bounds):
            if digits == sheet.digits or not right:
                continue
            return PartMark(IMPRECISE, 0.5, answer.remarks["imprecise"]), digits
        if right and digits == sheet.digits:
            return PartMark(ROUNDED, 1.0, answer.remarks["rounded"]), digits
        if right:
            return answer.coarse(number, _mistakes(sheet, target, number, answer)), digits
        if remark := _earns_nothing(sheet, target, number):
            return PartMark(FOLLOW_THROUGH, 0.0, remark), digits
        if digits < sheet.digits:
            told = answer.coarse(number, wrong_numbers(sheet, target, number))
            if told.credit < 1:
                return told, digits
        return PartMark(FOLLOW_THROUGH, 1.0), digits
    return None


def _mistakes(
    sheet: Worksheet, target: Quantity, number: float, answer: NumberAnswer
) -> tuple[WrongNumber, ...]:
    return (*answer.wrong, *wrong_numbers(sheet, target, number))


def _earns_nothing(sheet: Worksheet, target: Quantity, number: float) -> str:
    """Why a step shows nothing although it follows; "" where it does show something."""
    if number == 0:
        return EMPTY
    return REPEATED if sheet.repeated(target, number) else ""
