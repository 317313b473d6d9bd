"""Bounds on what an honest learner may write who rounds every intermediate result.

An `Interval` is an array with a lower and an upper bound for each entry. It answers NumPy's
`__array_ufunc__`, so the rules of ops run on it unchanged. After every operation it widens by
half a unit of the last significant digit kept, unless the result is exact to those digits.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isnan
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from .by_entry import ARITHMETIC, by_entry, products_summed
from .nd import ERF
from .rounding import Bounds, Rounding


class Interval(NDArrayOperatorsMixin):
    """Bounds `lo` and `hi` of one shape; every result is rounded, unless `rounding` is None."""

    __slots__ = ("hi", "lo", "rounding")

    def __init__(self, lo: Any, hi: Any, rounding: Rounding | None = None) -> None:
        self.lo, self.hi, self.rounding = np.asarray(lo, float), np.asarray(hi, float), rounding

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if ufunc is np.matmul:
            return _matmul(*inputs)
        if ufunc is np.absolute:
            return abs(self)
        if method != "__call__" or options or not (ufunc in RULES or ufunc in ARITHMETIC):
            return NotImplemented
        made = self._result(ufunc, inputs)
        for way in WAYS.get(ufunc, ()):
            made = made.hull(way(*inputs))
        return made

    def at_once(self, ufunc: np.ufunc) -> Interval:
        """A function that people look up, so that other ways to compute it don't matter."""
        return self._result(ufunc, (self,))

    def _result(self, ufunc: np.ufunc, inputs: tuple[Any, ...]) -> Interval:
        operands = [_bounds(x) for x in inputs]
        own = inputs[0] if isinstance(inputs[0], Interval) else inputs[1]
        rounding = own.rounding
        if ufunc in ARITHMETIC:
            return Interval(*by_entry(ufunc, operands[0], operands[1], rounding), rounding)
        with np.errstate(all="ignore"):
            lo, hi = RULES[ufunc](*operands)
            if ufunc not in EXACT and rounding:
                lo, hi = rounding.widen(lo, hi)
            if isnan((lo + hi).sum()):  # some are unknown, or both bounds of some are infinite
                unknown = np.isnan(lo + hi)
                lo, hi = np.where(unknown, -np.inf, lo), np.where(unknown, np.inf, hi)
        return Interval(lo, hi, rounding)

    # Written out, because NumPy's dispatch takes longer than the arithmetic.
    def __add__(self, other: Any) -> Interval:
        return self._result(np.add, (self, other))

    def __sub__(self, other: Any) -> Interval:
        return self._result(np.subtract, (self, other))

    def __mul__(self, other: Any) -> Interval:
        return self._result(np.multiply, (self, other))

    def __truediv__(self, other: Any) -> Interval:
        return self._result(np.true_divide, (self, other))

    def __matmul__(self, other: Any) -> Interval:
        return _matmul(self, other)

    def __radd__(self, other: Any) -> Interval:
        return self._result(np.add, (other, self))

    def __rsub__(self, other: Any) -> Interval:
        return self._result(np.subtract, (other, self))

    def __rmul__(self, other: Any) -> Interval:
        return self._result(np.multiply, (other, self))

    def __rtruediv__(self, other: Any) -> Interval:
        return self._result(np.true_divide, (other, self))

    def magnitude(self) -> Interval:
        """The absolute value of each entry."""
        lo, hi = np.abs(self.lo), np.abs(self.hi)
        low = np.where((self.lo <= 0) & (self.hi >= 0), 0.0, np.minimum(lo, hi))
        return Interval(low, np.maximum(lo, hi), self.rounding)

    def __pow__(self, exponent: int) -> Interval:
        size = self.magnitude()
        result = self if exponent % 2 else size  # an odd power keeps the sign
        for _ in range(exponent - 1):
            result = result * size
        return result

    def __abs__(self) -> Interval:
        raise TypeError("In an op, write nd.size(x) for the absolute value: not abs(x) or np.abs.")

    def __getitem__(self, index: Any) -> Interval:
        return Interval(self.lo[index], self.hi[index], self.rounding)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.lo.shape

    @property
    def size(self) -> int:
        return self.lo.size

    @property
    def T(self) -> Interval:
        return Interval(self.lo.T, self.hi.T, self.rounding)

    def sum(self, axis: int | None = None, keepdims: bool = False) -> Interval:
        """The sum along an axis (of all entries without one), each partial sum being rounded.

        In no order is a partial sum larger than all terms of one sign together.
        """
        lo = self.lo.sum(axis=axis, keepdims=keepdims)
        hi = self.hi.sum(axis=axis, keepdims=keepdims)
        if self.rounding and lo.size != self.size:  # else nothing is added up
            with np.errstate(all="ignore"):
                size = np.maximum(
                    np.maximum(self.hi, 0).sum(axis=axis, keepdims=keepdims),
                    -np.minimum(self.lo, 0).sum(axis=axis, keepdims=keepdims),
                )
                lo, hi = self.rounding.widen(lo, hi, size)
        return Interval(lo, hi, self.rounding)

    def hull(self, other: Interval) -> Interval:
        """The narrowest bounds around both."""
        return Interval(np.minimum(self.lo, other.lo), np.maximum(self.hi, other.hi), self.rounding)

    def within(self, low: float, high: float) -> Interval:
        """What of it lies in a range that no result leaves, its ends included."""
        return Interval(np.clip(self.lo, low, high), np.clip(self.hi, low, high), self.rounding)

    def reshape(self, *shape: int) -> Interval:
        return Interval(self.lo.reshape(*shape), self.hi.reshape(*shape), self.rounding)

    def override(self, entries: Any) -> Interval:
        """A copy with entries at some indices replaced, by intervals or numbers."""
        lo, hi = self.lo.copy(), self.hi.copy()
        for index, value in entries:
            lo[index], hi[index] = _bounds(value)
        return Interval(lo, hi, self.rounding)

    def ones_like(self) -> Interval:
        """Exact ones of the same shape."""
        return Interval(np.ones_like(self.lo), np.ones_like(self.hi), self.rounding)

    def constant(self, number: float) -> Interval:
        """A number worked out beside this array, and rounded as its entries are."""
        exact = Interval(number, number, self.rounding)
        return (
            exact
            if self.rounding is None
            else Interval(*self.rounding.widen(exact.lo, exact.hi), self.rounding)
        )

    def place(self, shape: tuple[int, ...], index: Any) -> Interval:
        lo, hi = np.zeros(shape), np.zeros(shape)
        lo[index], hi[index] = self.lo, self.hi
        return Interval(lo, hi, self.rounding)

    @staticmethod
    def stack(arrays: list[Interval]) -> Interval:
        lows, highs = [x.lo for x in arrays], [x.hi for x in arrays]
        return Interval(np.stack(lows), np.stack(highs), arrays[0].rounding)

    @staticmethod
    def where(x: Any, above: Any, below: Any) -> Interval:
        """`above` where x is surely above 0, `below` where surely not, the hull of both between."""
        rounding = next(part.rounding for part in (x, above, below) if isinstance(part, Interval))
        (lo, hi), (above_lo, above_hi), (below_lo, below_hi) = map(_bounds, (x, above, below))
        surely, never = lo > 0, hi <= 0
        return Interval(
            np.where(surely, above_lo, np.where(never, below_lo, np.minimum(above_lo, below_lo))),
            np.where(surely, above_hi, np.where(never, below_hi, np.maximum(above_hi, below_hi))),
            rounding,
        )


def _bounds(x: Any) -> Bounds:
    """Lower and upper bounds of an operand; a plain number is its own."""
    return (x.lo, x.hi) if isinstance(x, Interval) else (np.asarray(x, float),) * 2


def _rising(ufunc: np.ufunc) -> Callable[..., Bounds]:
    """The rule of a function that rises in every argument."""
    return lambda *operands: (
        ufunc(*(lo for lo, _ in operands)),
        ufunc(*(hi for _, hi in operands)),
    )


def _matmul(a: Any, b: Any) -> Interval:
    """(N, D) @ (D, M): every product may be rounded, and the sum of them."""
    rounding = a.rounding if isinstance(a, Interval) else b.rounding
    return Interval(*products_summed(_bounds(a), _bounds(b), rounding), rounding)


RULES: dict[np.ufunc, Callable[..., Bounds]] = {
    np.negative: lambda a: (-a[1], -a[0]),
    np.exp: _rising(np.exp),
    np.log: _rising(np.log),
    np.sqrt: _rising(np.sqrt),
    np.tanh: _rising(np.tanh),
    ERF: lambda a: (ERF(a[0]).astype(float), ERF(a[1]).astype(float)),
    np.maximum: _rising(np.maximum),
}
# By exponentials, each of them once, for bounds know no ties between two: (e^2z − 1)/(e^2z + 1) is
# 1 − 2/(e^2z + 1).
WAYS: dict[np.ufunc, tuple[Callable[..., Any], ...]] = {
    np.tanh: (
        lambda x: 2 / (1 + np.exp(-2 * x)) - 1,
        lambda x: 2 * (1 / (1 + np.exp(-2 * x))) - 1,
        lambda x: 1 - 2 / (np.exp(2 * x) + 1),
    )
}
EXACT = frozenset({np.negative, np.maximum})  # these compute nothing new
