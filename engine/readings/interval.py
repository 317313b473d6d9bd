"""Bounds on what an honest learner may write who rounds every intermediate result.

An `Interval` is an array with a lower and an upper bound for each entry. It answers NumPy's
`__array_ufunc__`, so the rules of ops run on it unchanged. After every operation it widens by
half a unit of the last significant digit kept, unless the result is exact to those digits.
"""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from .bound_rules import EXACT, RULES, WAYS, Bounds
from .by_entry import (
    ARITHMETIC,
    Operand,
    by_entry,
    by_row,
    chosen,
    few,
    few_summed,
    known,
    plain,
    products_summed,  # fmt: skip
)
from .rounding import Ends, Rounding


def _either_side(ufunc: np.ufunc) -> tuple[Callable[..., Interval], Callable[..., Interval]]:
    """The operator of an operation, and that with the other operand on the left."""
    return (
        lambda self, other: self._result(ufunc, self, other),
        lambda self, other: self._result(ufunc, other, self),
    )


class Interval(NDArrayOperatorsMixin):
    """Bounds `lo` and `hi` of one shape; every result is rounded, unless `rounding` is None.

    They are kept as arrays, as lists in row order, or as both, made when first asked for.
    """

    __slots__ = ("_arrays", "_operand", "rounding", "shape")

    _arrays: Bounds | None
    _operand: Operand | None

    def __init__(self, lo: Any, hi: Any, rounding: Rounding | None = None) -> None:
        lo, hi = np.asarray(lo, float), np.asarray(hi, float)
        self._arrays, self._operand, self.rounding, self.shape = (lo, hi), None, rounding, lo.shape

    @classmethod
    def of(cls, ends: Ends, shape: tuple[int, ...], rounding: Rounding | None) -> Interval:
        """One from bounds entry by entry."""
        made = cls.__new__(cls)
        made._arrays, made._operand = None, Operand(ends, shape, False)
        made.rounding, made.shape = rounding, shape
        return made

    @property
    def lo(self) -> np.ndarray:
        return self._both()[0]

    @property
    def hi(self) -> np.ndarray:
        return self._both()[1]

    def _both(self) -> Bounds:
        if self._arrays is None:
            lows, highs = self.ends
            self._arrays = np.array(lows).reshape(self.shape), np.array(highs).reshape(self.shape)
        return self._arrays

    @property
    def ends(self) -> Ends:
        """The bounds entry by entry."""
        return self.operand().ends

    def operand(self) -> Operand:
        """The same, and whether they are plain numbers."""
        if self._operand is None:
            lo, hi = self._both()
            self._operand = Operand(by_row(lo, hi), self.shape, lo is hi)
        return self._operand

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if ufunc is np.matmul:
            return _matmul(*inputs)
        if ufunc is np.absolute:
            return abs(self)
        if method != "__call__" or options or not (ufunc in RULES or ufunc in ARITHMETIC):
            return NotImplemented
        if ufunc in ARITHMETIC:
            return self._result(ufunc, *inputs)
        made = self.at_once(ufunc, *inputs)
        for other in WAYS[ufunc](*inputs) if ufunc in WAYS else ():
            made = made.hull(other)
        return made

    def _result(self, ufunc: np.ufunc, a: Any, b: Any) -> Interval:
        return Interval.of(*by_entry(ufunc, _operand(a), _operand(b), self.rounding), self.rounding)

    def at_once(self, ufunc: np.ufunc, *inputs: Any) -> Interval:
        """A function that people look up, so that other ways to compute it don't matter."""
        with np.errstate(all="ignore"):
            lo, hi = RULES[ufunc](*map(_bounds, inputs or (self,)))
        ends = by_row(lo, hi)
        if ufunc not in EXACT and self.rounding:
            ends = self.rounding.widen(ends)
        return Interval.of(known(ends), lo.shape, self.rounding)

    # Not left to NumPy, whose dispatch takes longer than the arithmetic.
    __add__, __radd__ = _either_side(np.add)
    __sub__, __rsub__ = _either_side(np.subtract)
    __mul__, __rmul__ = _either_side(np.multiply)
    __truediv__, __rtruediv__ = _either_side(np.true_divide)

    def __matmul__(self, other: Any) -> Interval:
        return _matmul(self, other)

    def __neg__(self) -> Interval:
        lows, highs = self.ends
        return Interval.of(([-hi for hi in highs], [-lo for lo in lows]), self.shape, self.rounding)

    def magnitude(self) -> Interval:
        """The absolute value of each entry."""
        lows, highs = self.ends
        ends = zip(lows, highs, strict=True)
        low = [0.0 if lo <= 0 <= hi else min(abs(lo), abs(hi)) for lo, hi in ends]
        high = [max(abs(lo), abs(hi)) for lo, hi in zip(lows, highs, strict=True)]
        return Interval.of((low, high), self.shape, self.rounding)

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
    def size(self) -> int:
        return prod(self.shape)

    @property
    def T(self) -> Interval:
        if self._operand and len(self.shape) == 2 and 1 in self.shape:
            return Interval.of(self._operand.ends, self.shape[::-1], self.rounding)
        return Interval(self.lo.T, self.hi.T, self.rounding)

    def sum(self, axis: int | None = None, keepdims: bool = False) -> Interval:
        """The sum along an axis (of all entries without one), each partial sum being rounded.

        In no order is a partial sum larger than all terms of one sign together.
        """
        if axis is not None and self.shape[axis] == 1:  # then nothing is added up
            shape = list(self.shape)
            shape[axis : axis + 1 or None] = [1] if keepdims else []
            return Interval.of(self.ends, tuple(shape), self.rounding)
        if few(self.shape):
            found = few_summed(self.operand(), axis, keepdims, self.rounding)
            return Interval.of(*found, self.rounding)
        lo = self.lo.sum(axis=axis, keepdims=keepdims)
        hi = self.hi.sum(axis=axis, keepdims=keepdims)
        if not self.rounding or self.size == 1:
            return Interval(lo, hi, self.rounding)
        with np.errstate(all="ignore"):
            above = np.maximum(self.hi, 0).sum(axis=axis, keepdims=keepdims)
            below = -np.minimum(self.lo, 0).sum(axis=axis, keepdims=keepdims)
        additions = (self.size if axis is None else self.shape[axis]) - 1
        every = zip(*by_row(lo, hi), *by_row(above, below), strict=True)
        around = [self.rounding.summed(*entry, additions) for entry in every]
        ends = [low for low, _ in around], [high for _, high in around]
        return Interval.of(ends, lo.shape, self.rounding)

    def hull(self, other: Interval) -> Interval:
        """The narrowest bounds around both."""
        if self.shape != other.shape:
            lo, hi = np.minimum(self.lo, other.lo), np.maximum(self.hi, other.hi)
            return Interval(lo, hi, self.rounding)
        (lows, highs), (other_lows, other_highs) = self.ends, other.ends
        low = [x if x < y or x != x else y for x, y in zip(lows, other_lows, strict=True)]
        high = [x if x > y or x != x else y for x, y in zip(highs, other_highs, strict=True)]
        return Interval.of((low, high), self.shape, self.rounding)

    def within(self, low: float, high: float) -> Interval:
        """What of it lies in a range that no result leaves, its ends included."""
        lows, highs = ([low if x < low else high if x > high else x for x in end]
                       for end in self.ends)  # fmt: skip
        return Interval.of((lows, highs), self.shape, self.rounding)

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
        ends = [float(number)], [float(number)]
        return Interval.of(self.rounding.widen(ends) if self.rounding else ends, (), self.rounding)

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
        return Interval.of(*chosen(*map(_operand, (x, above, below))), rounding)


def _bounds(x: Any) -> Bounds:
    """Lower and upper bounds of an operand; a plain number is its own."""
    return (x.lo, x.hi) if isinstance(x, Interval) else (np.asarray(x, float),) * 2


def _operand(x: Any) -> Operand:
    """The same entry by entry."""
    return x.operand() if isinstance(x, Interval) else plain(x)


def _matmul(a: Any, b: Any) -> Interval:
    """(N, D) @ (D, M): every product may be rounded, and the sum of them."""
    rounding = a.rounding if isinstance(a, Interval) else b.rounding
    return Interval.of(*products_summed(_operand(a), _operand(b), rounding), rounding)
