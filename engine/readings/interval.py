"""Sound bounds on what an honest learner may write who rounds every intermediate result.

An `Interval` is an array with a lower and an upper bound for each entry. It answers NumPy's
`__array_ufunc__`, so the rules of ops run on it unchanged. After every product, quotient and
function value it widens by `half`, half a unit of the last decimal kept: sums and differences of
numbers on that grid stay on the grid and need no rounding of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from .nd import ERF

Bounds = tuple[np.ndarray, np.ndarray]


class Interval(NDArrayOperatorsMixin):
    """Bounds `lo` and `hi` of one shape; `half` is the rounding error of each operation."""

    __slots__ = ("half", "hi", "lo")

    def __init__(self, lo: Any, hi: Any, half: float = 0.0) -> None:
        self.lo, self.hi, self.half = np.asarray(lo, float), np.asarray(hi, float), half

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        if ufunc is np.matmul:
            return _matmul(*inputs)
        if method != "__call__" or options or ufunc not in RULES:
            return NotImplemented
        operands = [_bounds(x) for x in inputs]
        half = max(x.half for x in inputs if isinstance(x, Interval))
        with np.errstate(all="ignore"):
            lo, hi = RULES[ufunc](*operands)
            if ufunc in ROUNDED:
                slack = half * _needs_rounding(ufunc, lo, hi, operands, half)
                lo, hi = lo - slack, hi + slack
        unknown = np.isnan(lo) | np.isnan(hi)
        return Interval(np.where(unknown, -np.inf, lo), np.where(unknown, np.inf, hi), half)

    def __pow__(self, exponent: int) -> Interval:
        lo, hi = np.abs(self.lo), np.abs(self.hi)
        low = np.where((self.lo <= 0) & (self.hi >= 0), 0.0, np.minimum(lo, hi))
        size = Interval(low, np.maximum(lo, hi), self.half)
        result = self if exponent % 2 else size  # an odd power keeps the sign
        for _ in range(exponent - 1):
            result = result * size
        return result

    def __getitem__(self, index: Any) -> Interval:
        return Interval(self.lo[index], self.hi[index], self.half)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.lo.shape

    @property
    def size(self) -> int:
        return self.lo.size

    @property
    def T(self) -> Interval:
        return Interval(self.lo.T, self.hi.T, self.half)

    def sum(self, **options: Any) -> Interval:
        return Interval(self.lo.sum(**options), self.hi.sum(**options), self.half)

    def reshape(self, *shape: int) -> Interval:
        return Interval(self.lo.reshape(*shape), self.hi.reshape(*shape), self.half)

    def override(self, entries: Any) -> Interval:
        """A copy with entries at some indices replaced, by intervals or numbers."""
        lo, hi = self.lo.copy(), self.hi.copy()
        for index, value in entries:
            lo[index], hi[index] = _bounds(value)
        return Interval(lo, hi, self.half)

    def ones_like(self) -> Interval:
        """Exact ones of the same shape."""
        return Interval(np.ones_like(self.lo), np.ones_like(self.hi), self.half)

    def place(self, shape: tuple[int, ...], index: Any) -> Interval:
        lo, hi = np.zeros(shape), np.zeros(shape)
        lo[index], hi[index] = self.lo, self.hi
        return Interval(lo, hi, self.half)

    @staticmethod
    def stack(arrays: list[Interval]) -> Interval:
        lows, highs = [x.lo for x in arrays], [x.hi for x in arrays]
        return Interval(np.stack(lows), np.stack(highs), arrays[0].half)

    @staticmethod
    def where(x: Any, above: Any, below: Any) -> Interval:
        """`above` where x is surely above 0, `below` where surely not, the hull of both between."""
        half = max(part.half for part in (x, above, below) if isinstance(part, Interval))
        (lo, hi), (above_lo, above_hi), (below_lo, below_hi) = map(_bounds, (x, above, below))
        surely, never = lo > 0, hi <= 0
        return Interval(
            np.where(surely, above_lo, np.where(never, below_lo, np.minimum(above_lo, below_lo))),
            np.where(surely, above_hi, np.where(never, below_hi, np.maximum(above_hi, below_hi))),
            half,
        )


def _bounds(x: Any) -> Bounds:
    """Lower and upper bounds of an operand; a plain number is its own."""
    return (x.lo, x.hi) if isinstance(x, Interval) else (np.asarray(x, float),) * 2


def _corners(ufunc: np.ufunc) -> Callable[[Bounds, Bounds], Bounds]:
    """The rule of a product or quotient: its extremes lie at the corners."""

    def rule(a: Bounds, b: Bounds) -> Bounds:
        corners = [ufunc(x, y) for x in a for y in b]
        return (
            np.minimum(np.minimum(*corners[:2]), np.minimum(*corners[2:])),
            np.maximum(np.maximum(*corners[:2]), np.maximum(*corners[2:])),
        )

    return rule


def _divide(a: Bounds, b: Bounds) -> Bounds:
    """Corners, and unknown where the divisor may be 0."""
    lo, hi = _corners(np.true_divide)(a, b)
    through_zero = (b[0] <= 0) & (b[1] >= 0)
    return np.where(through_zero, np.nan, lo), np.where(through_zero, np.nan, hi)


def _rising(ufunc: np.ufunc) -> Callable[..., Bounds]:
    """The rule of a function that rises in every argument."""
    return lambda *operands: (
        ufunc(*(lo for lo, _ in operands)),
        ufunc(*(hi for _, hi in operands)),
    )


def _needs_rounding(
    ufunc: np.ufunc, lo: np.ndarray, hi: np.ndarray, operands: list[Bounds], half: float
) -> np.ndarray:
    """1 where a result may need rounding, 0 where it surely lies on the grid already.

    It does when it is exact to the decimals kept, or a whole number times a number on the grid.
    """
    if not half:
        return np.zeros_like(lo)
    units = np.where(lo == hi, lo / (2 * half), np.inf)
    needs = ~(np.abs(units - np.round(units)) < 1e-6)
    if ufunc is np.multiply:
        needs = needs & ~(_whole(operands[0]) | _whole(operands[1]))
    return needs


def _whole(x: Bounds) -> np.ndarray:
    """Where an operand is exactly a whole number."""
    return (x[0] == x[1]) & (x[0] == np.round(x[0]))


def _matmul(a: Any, b: Any) -> Interval:
    """(N, D) @ (D, M): every product may be rounded, the sums are of numbers on the grid."""
    a = a if isinstance(a, Interval) else Interval(a, a, b.half)
    b = b if isinstance(b, Interval) else Interval(b, b, a.half)
    return (a[:, :, None] * b[None, :, :]).sum(axis=1)


RULES: dict[np.ufunc, Callable[..., Bounds]] = {
    np.add: _rising(np.add),
    np.subtract: lambda a, b: (a[0] - b[1], a[1] - b[0]),
    np.negative: lambda a: (-a[1], -a[0]),
    np.multiply: _corners(np.multiply),
    np.true_divide: _divide,
    np.exp: _rising(np.exp),
    np.log: _rising(np.log),
    np.sqrt: _rising(np.sqrt),
    np.tanh: _rising(np.tanh),
    ERF: lambda a: (ERF(a[0]).astype(float), ERF(a[1]).astype(float)),
    np.maximum: _rising(np.maximum),
}
ROUNDED = frozenset({np.multiply, np.true_divide, np.exp, np.log, np.sqrt, np.tanh, ERF})
