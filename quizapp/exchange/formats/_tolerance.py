"""Bounds of a number as the value and tolerance of other programs, and back."""

from __future__ import annotations

import math
from decimal import Decimal

from ..item import CannotCarry, Gap, WrongReply

NEAR = 1e-9  # of a value: the width of a float
NOISE = 3e-6  # of a tolerance: no rounding that anybody means


def reaches(gap: Gap) -> list[tuple[float, float]]:
    """Values and tolerances that together accept exactly what the gap does; the key comes first."""
    value = gap.value or 0.0
    below, above = value - gap.lower, gap.upper - value
    reach = _short(min(below, above))
    if math.isclose(below, above, rel_tol=1e-6, abs_tol=abs(value) * NEAR):
        return [(value, reach)]
    middle = (gap.lower + gap.upper) / 2
    return [(value, reach), (middle, _short((gap.upper - gap.lower) / 2))]


def merged(right: list[tuple[float, float]], mistakes: tuple[WrongReply, ...]) -> Gap:
    """The number that all these values with their tolerances accept; the first is the key."""
    if not right or not all(math.isfinite(part) for pair in right for part in pair):
        raise CannotCarry("No number is marked as correct.")
    spans = sorted((value - abs(reach), value + abs(reach)) for value, reach in right)
    lower, upper = spans[0]
    for low, high in spans[1:]:
        if low > upper + abs(upper) * NEAR:
            raise CannotCarry("Several numbers that lie apart are correct.")
        upper = max(upper, high)
    return Gap(value=right[0][0], lower=lower, upper=upper, mistakes=mistakes)


def plain(number: float) -> str:
    """A number without an exponent, which not every reader knows."""
    return format(Decimal(repr(number)), "f").removesuffix(".0")


def left_out(said: str, share: float) -> str:
    """What to tell the author of an answer that earns only a part of the credit."""
    return f"“{said[:40]}” earned {share:.0%} there and earns nothing here."


def _short(number: float) -> float:
    """Without the noise of floats, and otherwise never smaller than it was."""
    for digits in (2, 4, 6):
        short = float(f"{number:.{digits}g}")
        if abs(short - number) <= NOISE * number:
            return short
    return float(f"{number * (1 + 5e-6):.6g}") if number > 0 else 0.0
