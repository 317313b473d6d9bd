"""Significant digits: how large one unit of the last of them is."""

from __future__ import annotations

from math import floor, isfinite, log10

import numpy as np

from .decimals import fixed

EDGE = 1e-12  # log10 of a power of ten may fall short of the whole number by less than this
POWERS = {n: 10.0**n for n in range(-400, 309)}  # looked up, they cost half as much


def unit(x: float, digits: int) -> float:
    """One unit of the last of the significant `digits` of a number; 0 for 0."""
    if x == 0 or not isfinite(x):
        return 0.0
    return POWERS[floor(log10(abs(x)) + EDGE) - digits + 1]


def units(x: np.ndarray, digits: int) -> np.ndarray:
    """The same for every entry of an array; 0 for 0, and infinite for what is not finite."""
    size = np.abs(x)
    with np.errstate(all="ignore"):
        found = 10.0 ** (np.floor(np.log10(size) + EDGE) - digits + 1)
    return np.where(size == 0, 0.0, found)


def count(x: float, most: int = 12) -> int:
    """How many significant digits a number needs to be written exactly, at most `most`."""
    if x == 0 or not isfinite(x):
        return 1
    first = floor(log10(abs(x)) + EDGE)
    for digits in range(1, most):
        last = POWERS[first - digits + 1]
        if last == 0 or abs(x / last - round(x / last)) < 1e-9:
            return digits
    return most


def to_digits(x: float, digits: int) -> str:
    """A number to that many significant digits, halves away from 0, without an exponent."""
    last = unit(x, digits)
    return fixed(x, -round(log10(last))) if last else "0"


def minus(text: str) -> str:
    """A number as it is typeset, with a true minus sign."""
    return text.replace("-", "\u2212")


def shortest(x: float, digits: int) -> str:
    """A number to at most that many significant digits, without zeros at its end."""
    return to_digits(x, count(x, digits))
