"""A decimal point at the wrong place, in a number whose digits are right."""

from __future__ import annotations

from collections.abc import Callable

from ..readings.digits import count

POWERS = (0.1, 10.0, 0.01, 100.0)  # by which a point is often off
FEWEST = 2  # digits that tell it from another number


def point_is_off(number: float, key: float, holds: Callable[[float], bool]) -> bool:
    """Whether a number that is wrong would hold with the point at another place."""
    told = min(count(key), count(number)) >= FEWEST
    return told and any(holds(number * power) for power in POWERS)
