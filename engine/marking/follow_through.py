"""Credit for a right step, whatever values and digits of the learner's own it starts from."""

from __future__ import annotations

from functools import partial
from math import isclose, isfinite

from ..answers._base import FOLLOW_THROUGH, ROUNDED, PartMark
from ..answers.number import NumberAnswer, WrongNumber
from ..graph.quantity import Quantity
from ..readings.digits import unit
from ..readings.interval import Interval
from ..readings.rounding import Rounding
from .detour import detours
from .diagnose import wrong_numbers
from .tolerance import FEWEST, digits_typed, inside, vague
from .worksheet import Worksheet

CLOSE = 3  # units of the last digit by which what follows is often off
EMPTY = "This follows from your earlier value, but that value leaves nothing to work out here."
COPIED = "This follows from your earlier value, but it only repeats a number from the question."
REPEATED = "This follows from your earlier value, but the same number stands in another blank too."


def follow(
    sheet: Worksheet, target: Quantity, number: float, answer: NumberAnswer
) -> tuple[PartMark, int] | None:
    """The mark of a number that follows from what was written before, and how many digits count.

    None where it does not follow at any precision the learner may have worked to.
    """
    longer = (getattr(number, "digits", None) or 0) > sheet.digits  # who keeps more loses none
    ways = [Rounding(digits) for digits in sheet.precisions(target, number)]
    if sheet.is_far(target, number) or not _near(sheet, target, number):  # then only fewer digits
        ways = [way for way in ways if way.digits < sheet.digits]
    elif not longer:
        ways.append(Rounding(sheet.digits, cut=True))
    typed = digits_typed(number, sheet.digits)
    mistakes = partial(_mistakes, sheet, target, number, answer)
    for rounding in ways:
        for bounds in sheet.every_bounds(target, rounding):
            if inside(number, bounds, max(typed, rounding.digits)):
                if rounding.cut and answer.mistakable(number, mistakes()):
                    continue  # cutting off leaves so much room that a mistake may lie in it
                told = _follows(sheet, target, number, answer, rounding, bounds)
                if told == answer.imprecise and _named_zero(sheet, target, number, answer):
                    return None
                if told:
                    return told, rounding.digits
        for bounds in () if longer else detours(sheet, target, rounding):
            fits = inside(number, bounds, max(typed, rounding.digits))
            if fits and not answer.mistakable(number, mistakes()):
                told = _follows(sheet, target, number, answer, rounding, bounds)
                if told:
                    return told, rounding.digits
    return None


def _near(sheet: Worksheet, target: Quantity, number: float) -> bool:
    """Whether it may follow at all with the digits asked for, rounded or cut off.

    One run tells of both ways, and is not needed for what looks right.
    """
    typed, value = digits_typed(number, sheet.digits), sheet.value(target)
    if abs(number - value) <= CLOSE * unit(value, sheet.digits):
        return True
    rounding = Rounding(sheet.digits, either=True)
    found = (sheet.bounds(target, sheet.written, rounding), *detours(sheet, target, rounding))
    return any(inside(number, bounds, max(typed, sheet.digits)) for bounds in found)


def _follows(
    sheet: Worksheet, target: Quantity, number: float, answer: NumberAnswer,
    rounding: Rounding, bounds: Interval,
) -> PartMark | None:  # fmt: skip
    """The mark of a number that lies within bounds, which may be too wide to tell anything."""
    asked = rounding.digits == sheet.digits
    right = not sheet.wrong
    if not right:  # it may not depend on what is wrong, or go on from the correct values
        righted = sheet.bounds(target, sheet.righted, rounding)
        right = inside(number, righted, rounding.digits) and not vague(righted)
    if vague(bounds, 0.0 if right else sheet.keys[target]) and not _to_the_edge(
        sheet, target, number, bounds
    ):
        return None if asked or not right else answer.imprecise
    single = digits_typed(number, sheet.digits) < FEWEST
    if right and asked:
        if single and any(own.key is not None for own in sheet.written):
            return answer.imprecise  # it leans on what was itself too short to tell
        return PartMark(ROUNDED, 1.0, answer.remarks["rounded"])
    if right:
        return answer.coarse(number, _mistakes(sheet, target, number, answer))
    if remark := _earns_nothing(sheet, target, number):
        return PartMark(FOLLOW_THROUGH, 0.0, remark)
    if single and float(bounds.hi - bounds.lo) > unit(number, FEWEST):
        return answer.imprecise
    if not asked and answer.mistakable(number, wrong_numbers(sheet, target, number)):
        return answer.imprecise
    return PartMark(FOLLOW_THROUGH, 1.0)


def _to_the_edge(sheet: Worksheet, target: Quantity, number: float, bounds: Interval) -> bool:
    """Whether it is the very number that follows, and only its bounds are beyond all floats."""
    beyond = not isfinite(float(bounds.hi - bounds.lo))
    return beyond and isclose(number, sheet.value(target), rel_tol=10.0 ** (1 - sheet.digits))


def _named_zero(sheet: Worksheet, target: Quantity, number: float, answer: NumberAnswer) -> bool:
    """Whether it is a 0 that a named mistake leads to: it has no digits to add.

    For one who writes all else with fewer digits the terms may have cancelled all the same.
    """
    near = abs(answer.value) <= getattr(number, "unit", 0.0) / 2  # as 0.00 may stand for 0.003
    others = [digits_typed(other, sheet.digits) for other in sheet.numbers.values() if other]
    if number or near or (others and max(others) < sheet.digits):
        return False
    return answer.mistakable(number, _mistakes(sheet, target, number, answer))


def _mistakes(
    sheet: Worksheet, target: Quantity, number: float, answer: NumberAnswer
) -> tuple[WrongNumber, ...]:
    return (*answer.wrong, *wrong_numbers(sheet, target, number))


def _earns_nothing(sheet: Worksheet, target: Quantity, number: float) -> str:
    """Why a step shows nothing although it follows; "" where it does show something."""
    if number == 0:
        return EMPTY
    if sheet.given(number) and _short(sheet, number):
        return COPIED
    if sheet.repeated(target, number):
        return "" if _handed_on(sheet, number) else REPEATED
    return REPEATED if _one_for_all(sheet, number) else ""


def _short(sheet: Worksheet, number: float) -> bool:
    """Whether it has fewer digits than what is worked out here comes to."""
    return sheet.exercise.decimals is None and digits_typed(number, sheet.digits) < sheet.digits


def _handed_on(sheet: Worksheet, number: float) -> bool:
    """Whether the rule passes a value on whose sign alone is wrong, as ReLU may."""
    return any(
        own.number == number and abs(number + sheet.keys[own.quantity]) <= unit(number, own.digits)
        for own in sheet.wrong
    )


def _one_for_all(sheet: Worksheet, number: float) -> bool:
    """Whether nothing but this number was written, and a slip would hardly lead to it."""
    far = any(sheet.far_off(own.quantity, number) for own in sheet.wrong)
    return far and sheet.everywhere(number)
