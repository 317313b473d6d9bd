"""A number with the precision that was typed."""

from __future__ import annotations


class Typed(float):
    """`unit`: place value of the last digit typed, 0.0 for what a calculator made of it.

    `digits`: how many significant digits were typed; None where `unit` is 0.0.
    """

    unit: float
    digits: int | None

    def __new__(cls, value: float, unit: float = 0.0, digits: int | None = None) -> Typed:
        typed = super().__new__(cls, value)
        typed.unit, typed.digits = unit, digits
        return typed
