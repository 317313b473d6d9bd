"""A person with a calculator: a number is rounded, or cut off, wherever it is written down.

Nothing here is taken from the engine, so that a mistake there cannot hide itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

import numpy as np

WHOLE = 1e4  # nobody rounds a whole number below it
NOISE = 1e-9  # of a unit of the last digit: what binary fractions do to decimal ones


@dataclass(frozen=True)
class Calculator:
    """How somebody computes: to so many significant digits a step (None: all of them).

    `cut` drops the other digits; `sums` is "forward", "backward" or "total" (one line on the
    calculator, rounded at its end); with `chance` only about every other step is rounded.
    """

    digits: int | None = None
    cut: bool = False
    sums: str = "forward"
    chance: Random | None = None

    def keep(self, exact: np.ndarray) -> np.ndarray:
        """What is written down of a result."""
        if self.digits is None or (self.chance and self.chance.random() < 0.5):
            return exact
        with np.errstate(all="ignore"):
            places = np.floor(np.log10(np.abs(exact)) + 1e-12) - self.digits + 1
            unit = np.where((exact == 0) | ~np.isfinite(exact), 1.0, 10.0**places)
            count = np.abs(exact / unit)
            whole = np.floor(count + NOISE) if self.cut else np.floor(count + 0.5 + NOISE)
        full = ~np.isfinite(exact) | ((exact == np.round(exact)) & (np.abs(exact) < WHOLE))
        return np.where(full, exact, np.sign(exact) * whole * unit)

    def __call__(self, given: Any) -> Number:
        """A number as it is given, in full."""
        return Number(np.asarray(given, float), self)


@dataclass(frozen=True)
class Slipping(Calculator):
    """Whoever computes so, and gets the `slip`-th number that is written down wrong by a factor."""

    slip: int = -1
    factor: float = 1.0
    written: list[float] = field(default_factory=list)  # every number so far

    def keep(self, exact: np.ndarray) -> np.ndarray:
        kept = np.array(super().keep(exact))
        flat = kept.reshape(-1)
        if 0 <= (place := self.slip - len(self.written)) < flat.size:
            flat[place] = super().keep(np.asarray(flat[place] * self.factor))
        self.written.extend(flat.tolist())
        return flat.reshape(kept.shape)


class Number:
    """An array of numbers on paper; every operation writes its result down."""

    __array_ufunc__ = None  # NumPy's arrays leave the operators to this class

    def __init__(self, a: np.ndarray, by: Calculator) -> None:
        self.a, self.by = np.asarray(a, float), by

    def _written(self, exact: np.ndarray, kept: Any = False) -> Number:
        """The result as written; `kept` where it is only a number handed on."""
        return Number(np.where(kept, exact, self.by.keep(exact)), self.by)

    def __add__(self, other: Any) -> Number:
        b = plain(other)
        return self._written(self.a + b, (self.a == 0) | (b == 0))

    def __sub__(self, other: Any) -> Number:
        return self + -(other if isinstance(other, Number) else np.asarray(other, float))

    def __rsub__(self, other: Any) -> Number:
        return -self + other

    def __neg__(self) -> Number:
        return Number(-self.a, self.by)

    def __mul__(self, other: Any) -> Number:
        b = plain(other)
        return self._written(self.a * b, (np.abs(self.a) == 1) | (np.abs(b) == 1))

    def __truediv__(self, other: Any) -> Number:
        b = plain(other)
        with np.errstate(all="ignore"):
            return self._written(self.a / b, np.abs(b) == 1)

    def __rtruediv__(self, other: Any) -> Number:
        return self.by(other) / self

    def __matmul__(self, other: Any) -> Number:
        """(N, D) @ (D, M), product by product."""
        b = other if isinstance(other, Number) else self.by(other)
        return total([self[:, k : k + 1] * b[k : k + 1, :] for k in range(self.shape[1])])

    __radd__, __rmul__ = __add__, __mul__

    def squared(self) -> Number:
        return self._written(self.a**2, np.abs(self.a) == 1)

    def __getitem__(self, index: Any) -> Number:
        return Number(self.a[index], self.by)

    @property
    def T(self) -> Number:
        return Number(self.a.T, self.by)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.a.shape

    @property
    def size(self) -> int:
        return self.a.size

    def sum(self, axis: int | None = None) -> Number:
        """The sum along an axis, which is kept with length 1; of everything without one."""
        if axis is None:
            return total([Number(entry, self.by) for entry in self.a.ravel()])
        count = self.shape[axis]
        return total([self[(slice(None),) * (axis % self.a.ndim) + (slice(k, k + 1),)]
                      for k in range(count)])  # fmt: skip

    def over(self, function: Any) -> Number:
        """A key of the calculator, pressed on each entry."""
        with np.errstate(all="ignore"):
            return self._written(np.asarray(function(self.a), float))


def plain(x: Any) -> np.ndarray:
    """The bare array of a number."""
    return x.a if isinstance(x, Number) else np.asarray(x, float)


def total(terms: Sequence[Number]) -> Number:
    """Terms added up in the order in which this person adds."""
    by = terms[0].by
    if by.sums == "total":
        return Number(by.keep(sum(term.a for term in terms)), by) if len(terms) > 1 else terms[0]
    first, *others = reversed(terms) if by.sums == "backward" else terms
    for term in others:
        first = first + term
    return first


def exp(x: Number) -> Number:
    return x.over(np.exp)


def log(x: Number) -> Number:
    return x.over(np.log)


def root(x: Number) -> Number:
    return x.over(np.sqrt)


def tanh(x: Number) -> Number:
    return x.over(np.tanh)


def erf(x: Number) -> Number:
    return x.over(np.vectorize(math.erf))


def constant(by: Calculator, number: float) -> Number:
    """A number that has to be worked out first."""
    return Number(by.keep(np.asarray(number, float)), by)


def typed(number: float, digits: int, cut: bool = False) -> str:
    """A number as typed with so many significant digits, zeros at the end included."""
    if number == 0 or not math.isfinite(number):
        return repr(float(number)).removesuffix(".0")
    if number == round(number) and abs(number) < WHOLE:
        return f"{number:.0f}"
    exact = Decimal(f"{number:.12g}")
    places = exact.adjusted() - digits + 1
    rounded = exact.quantize(Decimal(1).scaleb(places), ROUND_DOWN if cut else ROUND_HALF_UP)
    if rounded.adjusted() > exact.adjusted():  # 0.9996 becomes 1.00
        rounded = rounded.quantize(Decimal(1).scaleb(places + 1))
    return f"{Decimal(f'{rounded:f}'):f}"
