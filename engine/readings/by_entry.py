"""Sums, differences, products and quotients of bounds, one entry after the other.

The arrays of an exercise are too small for NumPy to be quicker.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf, isnan, prod

import numpy as np

from .rounding import Bounds, Rounding

UNKNOWN = (-inf, inf)
Entry = tuple[float, float]


def _sum(a: float, b: float, c: float, d: float) -> Entry:
    return a + c, b + d


def _difference(a: float, b: float, c: float, d: float) -> Entry:
    return a - d, b - c


def _product(a: float, b: float, c: float, d: float) -> Entry:
    corners = (a * c, a * d, b * c, b * d)
    return UNKNOWN if isnan(sum(corners)) else (min(corners), max(corners))


def _quotient(a: float, b: float, c: float, d: float) -> Entry:
    if not (c > 0 or d < 0):  # it may be 0
        return UNKNOWN
    corners = (a / c, a / d, b / c, b / d)
    return UNKNOWN if isnan(sum(corners)) else (min(corners), max(corners))


ARITHMETIC: Mapping[np.ufunc, Callable[[float, float, float, float], Entry]] = {
    np.add: _sum, np.subtract: _difference, np.multiply: _product, np.true_divide: _quotient,
}  # fmt: skip
IDLE: Mapping[np.ufunc, float] = {  # what changes nothing
    np.add: 0.0, np.subtract: 0.0, np.multiply: 1.0, np.true_divide: 1.0,
}  # fmt: skip


def by_entry(ufunc: np.ufunc, a: Bounds, b: Bounds, rounding: Rounding | None) -> Bounds:
    """Bounds on what an operation makes of two arrays, each entry rounded.

    One that only hands on a number is not, since that is rounded already.
    """
    rule, idle = ARITHMETIC[ufunc], IDLE[ufunc]
    idle_a = a[0] is a[1] and ufunc is not np.true_divide
    idle_b = b[0] is b[1]
    shape, ends = _spread(a, b)
    lows, highs = [], []
    for w, x, y, z in zip(*ends, strict=True):
        lo, hi = rule(w, x, y, z)
        if isnan(lo + hi):
            lo, hi = UNKNOWN
        elif rounding and not (idle_a and abs(w) == idle or idle_b and abs(y) == idle):
            lo, hi = rounding.around(lo, hi, max(abs(lo), abs(hi)))
        lows.append(lo)
        highs.append(hi)
    return np.array(lows).reshape(shape), np.array(highs).reshape(shape)


def products_summed(a: Bounds, b: Bounds, rounding: Rounding | None) -> Bounds:
    """(N, D) @ (D, M): bounds on sums, in any order, of products that are rounded each.

    In no order is a partial sum larger than all terms of one sign together.
    """
    rows = [list(zip(*ends, strict=True)) for ends in zip(*(x.tolist() for x in a), strict=True)]
    columns = [
        list(zip(*ends, strict=True)) for ends in zip(*(x.T.tolist() for x in b), strict=True)
    ]
    lows, highs = [], []
    for row in rows:
        for column in columns:
            terms = []
            for (w, x), (y, z) in zip(row, column, strict=True):
                lo, hi = _product(w, x, y, z)
                if rounding:
                    lo, hi = rounding.around(lo, hi, max(abs(lo), abs(hi)))
                terms.append((lo, hi))
            lo, hi = sum(lo for lo, _ in terms), sum(hi for _, hi in terms)
            if rounding and len(terms) > 1:
                above, below = (sum(max(end, 0.0) for end in ends) for ends in
                                ([hi for _, hi in terms], [-lo for lo, _ in terms]))  # fmt: skip
                lo, hi = rounding.around(lo, hi, max(above, below))
            lows.append(lo)
            highs.append(hi)
    shape = len(rows), len(columns)
    return np.array(lows).reshape(shape), np.array(highs).reshape(shape)


def _spread(a: Bounds, b: Bounds) -> tuple[tuple[int, ...], list[list[float]]]:
    """The common shape of two arrays, and the ends of both as lists of one length."""
    first, second = a[0].shape, b[0].shape
    if first == second:
        return first, [end.ravel().tolist() for end in (*a, *b)]
    for one, other in ((first, second), (second, first)):
        if not other or len(other) <= len(one) and prod(other) == 1:  # a number for all entries
            count = prod(one)
            return one, [_repeated(end, count) for end in (*a, *b)]
    shape = np.broadcast_shapes(first, second)
    return shape, [np.broadcast_to(end, shape).ravel().tolist() for end in (*a, *b)]


def _repeated(end: np.ndarray, count: int) -> list[float]:
    return end.ravel().tolist() if end.size == count else [end.item()] * count
