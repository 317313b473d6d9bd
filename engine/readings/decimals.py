"""Numbers written for people: rounded half away from zero, as at school, and never as −0.

A float such as 0.170625 lies a hair beside the number it is written as, so it is rounded as
written; the last bits, which only computing left there, do not decide.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

SURE = 15  # digits of a float that are those of the number meant


def fixed(value: float, decimals: int) -> str:
    """`value` to that many decimals; trailing zeros stay."""
    if not math.isfinite(value):
        return str(value)
    return _rounded(value, decimals)


def significant(value: float, digits: int) -> str:
    """`value` to that many significant digits, without trailing zeros; 1.2e-07 where it is small."""
    if not math.isfinite(value) or not value:
        return str(value) if value else "0"
    exponent = _exponent(value, digits)
    if -5 < exponent < max(digits, 6):
        text = _rounded(value, max(digits - 1 - exponent, 0))
        return text.rstrip("0").rstrip(".") if "." in text else text
    mantissa = significant(float(f"{Decimal(repr(value)).scaleb(-exponent):f}"), digits)
    return f"{mantissa}e{exponent:+03d}"


def told_apart(one: float, other: float, digits: int = 4) -> tuple[str, str]:
    """Both to so many digits that they differ; `undefined` for NaN."""
    for count in range(digits, SURE + 1):
        written = tuple("undefined" if math.isnan(x) else significant(x, count) for x in (one, other))
        if written[0] != written[1]:
            break
    return written[0], written[1]


def _exact(value: float) -> Decimal:
    """The number meant: to the digits that are sure, and in full where it has more before the point."""
    return Decimal(f"{value:.{SURE}g}" if abs(value) < 10**SURE else repr(value))


def _rounded(value: float, decimals: int) -> str:
    exact = _exact(value)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{abs(rounded) if not rounded else rounded:f}"


def _exponent(value: float, digits: int) -> int:
    """The power of ten of the first digit, once rounded."""
    exact = _exact(value)
    first = exact.adjusted()
    return exact.quantize(Decimal(1).scaleb(first - digits + 1), ROUND_HALF_UP).adjusted()
