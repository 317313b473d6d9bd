"""Whether a number lies within bounds, by the digits it shows, and whether bounds tell anything."""

from __future__ import annotations

from math import inf, isfinite

from ..answers.number import SLACK
from ..readings.digits import unit
from ..readings.interval import Interval

VAGUE = 0.5  # relative width from which bounds tell nothing
FEWEST = 2  # digits that a wrong number is taken to have, however short it is


def digits_typed(number: float, asked: int) -> int:
    """How many significant digits of a number count: those typed, and at most those asked for."""
    typed = getattr(number, "digits", None)
    return asked if typed is None else max(1, min(typed, asked))


def inside(number: float, bounds: Interval, digits: int) -> bool:
    """Whether a number to so many digits may lie within these bounds.

    Rounding in another order, or cutting off, may cost one unit more, except where all is exact.
    """
    low, high = float(bounds.lo), float(bounds.hi)
    size = max(abs(low), abs(high))
    if not isfinite(size):
        return True
    slack = unit(size, digits) * (1 if high > low else 0.5) * (1 + SLACK)
    return low - slack <= number <= high + slack


def far_apart(number: float, value: float, digits: int) -> bool:
    """Whether no bounds that tell anything hold them both, the number within a unit."""
    slack = 3.1 * 10.0 ** (1 - digits)
    times = number / value if value else inf
    return not VAGUE * (1 - slack) < times < (1 + slack) / VAGUE


def vague(bounds: Interval, key: float = 0.0) -> bool:
    """Whether bounds are too wide to tell anything about what lies within.

    That is next to their size, or to that of the correct value, where a wrong number made them
    cancel.
    """
    low, high = float(bounds.lo), float(bounds.hi)
    size = max(abs(low), abs(high))
    return not isfinite(size) or high - low > VAGUE * max(size, abs(key))
