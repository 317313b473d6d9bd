"""Slips of the pen: the right number written down wrong, which shows nothing about the method."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose, isfinite

from ..readings.digits import to_digits

NEAR = 1e-9  # between a number as typed and as read


def digits_slipped(number: float, right: float, digits: int) -> bool:
    """Whether one digit is missing, or two neighbours are swapped, in the number as kept."""
    if not isfinite(right):
        return False
    kept = to_digits(right, digits)
    return any(isclose(number, other, rel_tol=NEAR, abs_tol=0.0) for other in _misread(kept))


def _misread(text: str) -> Iterator[float]:
    digits = [index for index, character in enumerate(text) if character.isdigit()]
    for index in digits if len(digits) > 1 else ():
        yield float(text[:index] + text[index + 1 :])
    for i, j in zip(digits, digits[1:], strict=False):
        yield float(text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :])
