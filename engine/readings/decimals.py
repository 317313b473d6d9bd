"""Numbers written for people: rounded half away from zero, as at school, and never as −0.

A float such as 0.170625 lies a hair beside the number it is written as, so it is rounded as
written; the last bits, which only computing left there, do not decide.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal

SURE = 15  # digits of a float that are those of the number meant
COMPUTED = 12  # the same after some steps of computing
SHOWN = 10  # digits up to which a number is taken to be computed
_ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)  # room for 1e308 with decimals


def fixed(value: float, decimals: int) -> str:
    """`value` to that many decimals; trailing zeros stay."""
    if not math.isfinite(value):
        return str(float(value))
    last = Decimal(1).scaleb(-decimals)
    digits = math.floor(math.log10(abs(value))) + 1 + decimals if value else 0
    rounded = _meant(value, digits).quantize(last, context=_ROUNDING)
    return f"{rounded if rounded else abs(rounded):f}"


def significant(value: float, digits: int) -> str:
    """`value` to so many significant digits, without idle zeros; far from 1 as 1.2e-07."""
    if not math.isfinite(value) or not value:
        return str(value) if value else "0"
    exact = _meant(value, digits)
    last = Decimal(1).scaleb(exact.adjusted() - digits + 1)
    rounded = exact.quantize(last, context=_ROUNDING)
    if -5 < rounded.adjusted() < max(digits, 6):
        text = f"{rounded:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return f"{float(rounded):.{digits}g}"


def told_apart(one: float, other: float, digits: int = 4) -> tuple[str, str]:
    """Both to as many digits as it takes to see that they differ; `undefined` for NaN."""
    for count in range(digits, SURE + 1):
        left, right = (
            "undefined" if math.isnan(value) else significant(value, count)
            for value in (one, other)
        )
        if left != right:
            break
    return left, right


def _meant(value: float, digits: int) -> Decimal:
    """The number that a float means, of which so many digits are shown.

    That is to the certain digits, with its whole part in full.
    """
    sure = COMPUTED if digits <= SHOWN else SURE
    return Decimal(f"{value:.{sure}g}" if abs(value) < 10**SURE else repr(float(value)))
