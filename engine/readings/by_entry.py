"""Sums, differences, products and quotients of bounds, one entry after the other.

The arrays of an exercise are too small for NumPy to be quicker.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import repeat
from math import inf, isnan, prod
from typing import Any, NamedTuple

import numpy as np

from .rounding import Ends, Rounding

UNKNOWN = (-inf, inf)
Entry = tuple[float, float]


class Operand(NamedTuple):
    """Bounds entry by entry, in row order; `plain` where they are those of a plain number."""

    ends: Ends
    shape: tuple[int, ...]
    plain: bool


def by_row(lo: np.ndarray, hi: np.ndarray) -> Ends:
    """Bounds entry by entry."""
    return lo.ravel().tolist(), hi.ravel().tolist()


def plain(x: Any) -> Operand:
    """A number, or several, as bounds of itself."""
    if isinstance(x, (int, float)):
        return Operand(([float(x)],) * 2, (), True)
    numbers = np.asarray(x, float)
    return Operand(by_row(numbers, numbers), numbers.shape, True)


def _sum(a: float, b: float, c: float, d: float) -> Entry:
    return a + c, b + d


def _difference(a: float, b: float, c: float, d: float) -> Entry:
    return a - d, b - c


def _product(a: float, b: float, c: float, d: float) -> Entry:
    p, q, r, s = a * c, a * d, b * c, b * d
    return UNKNOWN if isnan(p + q + r + s) else (min(p, q, r, s), max(p, q, r, s))


def _quotient(a: float, b: float, c: float, d: float) -> Entry:
    if not (c > 0 or d < 0):  # it may be 0
        return UNKNOWN
    p, q, r, s = a / c, a / d, b / c, b / d
    return UNKNOWN if isnan(p + q + r + s) else (min(p, q, r, s), max(p, q, r, s))


ARITHMETIC: Mapping[np.ufunc, Callable[[float, float, float, float], Entry]] = {
    np.add: _sum, np.subtract: _difference, np.multiply: _product, np.true_divide: _quotient,
}  # fmt: skip
IDLE: Mapping[np.ufunc, float] = {  # what changes nothing
    np.add: 0.0, np.subtract: 0.0, np.multiply: 1.0, np.true_divide: 1.0,
}  # fmt: skip


def by_entry(
    ufunc: np.ufunc, a: Operand, b: Operand, rounding: Rounding | None
) -> tuple[Ends, tuple[int, ...]]:
    """Bounds on what an operation makes of two arrays, each entry rounded; and their shape.

    One that only hands on a number is not, since that is rounded already.
    """
    rule, idle = ARITHMETIC[ufunc], IDLE[ufunc]
    idle_a = a.plain and ufunc is not np.true_divide
    idle_b = b.plain
    shape, ends = _spread(a, b)
    lows, highs = [], []
    for w, x, y, z in zip(*ends, strict=False):
        lo, hi = rule(w, x, y, z)
        if isnan(lo + hi):
            lo, hi = UNKNOWN
        elif rounding and not (idle_a and abs(w) == idle or idle_b and abs(y) == idle):
            lo, hi = rounding.around(lo, hi, hi if hi > -lo else -lo)
        lows.append(lo)
        highs.append(hi)
    return (lows, highs), shape


def products_summed(
    a: Operand, b: Operand, rounding: Rounding | None
) -> tuple[Ends, tuple[int, ...]]:
    """(N, D) @ (D, M): bounds on sums, in any order, of products that are rounded each.

    In no order is a partial sum larger than all terms of one sign together.
    """
    (count, depth), width = a.shape, b.shape[1]
    around = rounding.around if rounding else None
    columns = [[end[column::width] for end in b.ends] for column in range(width)]
    lows, highs = [], []
    for row in range(count):
        line = [end[row * depth : (row + 1) * depth] for end in a.ends]
        for column in columns:
            low = high = below = above = 0.0
            for w, x, y, z in zip(*line, *column, strict=True):
                lo, hi = _product(w, x, y, z)
                if around:
                    lo, hi = around(lo, hi, hi if hi > -lo else -lo)
                low, high = low + lo, high + hi
                below, above = below - min(lo, 0.0), above + max(hi, 0.0)
            if rounding and depth > 1:
                low, high = rounding.summed(low, high, above, below, depth - 1)
            lows.append(low)
            highs.append(high)
    return (lows, highs), (count, width)


def known(ends: Ends) -> Ends:
    """Both bounds unknown where one is, or where both are infinite."""
    if not isnan(sum(map(sum, ends))):
        return ends
    made = [UNKNOWN if isnan(lo + hi) else (lo, hi) for lo, hi in zip(*ends, strict=True)]
    return [lo for lo, _ in made], [hi for _, hi in made]


def few(shape: tuple[int, ...]) -> bool:
    """Whether NumPy too adds up so many entries one by one."""
    return len(shape) <= 2 and prod(shape) <= 7


def few_summed(
    a: Operand, axis: int | None, keepdims: bool, rounding: Rounding | None
) -> tuple[Ends, tuple[int, ...]]:
    """Bounds on sums along an axis, of no more than two, or of all; as they are for products."""
    parts, shape = [slice(None)], (1,) * len(a.shape) if keepdims else ()
    if axis is not None and len(a.shape) == 2:
        rows, width = a.shape
        if axis == 0:
            parts = [slice(column, None, width) for column in range(width)]
            shape = (1, width) if keepdims else (width,)
        else:
            parts = [slice(row * width, (row + 1) * width) for row in range(rows)]
            shape = (rows, 1) if keepdims else (rows,)
    lows, highs = a.ends
    made = [_total(lows[part], highs[part], rounding) for part in parts]
    return ([lo for lo, _ in made], [hi for _, hi in made]), shape


def _total(lows: list[float], highs: list[float], rounding: Rounding | None) -> Entry:
    lo, hi = sum(lows), sum(highs)
    if not rounding or len(lows) == 1:
        return lo, hi
    above, below = sum(max(x, 0.0) for x in highs), sum(max(-x, 0.0) for x in lows)
    return rounding.summed(lo, hi, above, below, len(lows) - 1)


def chosen(x: Operand, above: Operand, below: Operand) -> tuple[Ends, tuple[int, ...]]:
    """`above` where x is surely above 0, `below` where surely not, the hull of both between."""
    shapes = {part.shape for part in (x, above, below)} - {()}
    shape = shapes.pop() if len(shapes) == 1 else np.broadcast_shapes((), *shapes)
    every = (end for part in (x, above, below) for end in _filled(part, shape))
    lows, highs = [], []
    for lo, hi, above_lo, above_hi, below_lo, below_hi in zip(*every, strict=True):
        if lo > 0:
            ends = above_lo, above_hi
        elif hi <= 0:
            ends = below_lo, below_hi
        else:
            ends = min(above_lo, below_lo), max(above_hi, below_hi)
        lows.append(ends[0])
        highs.append(ends[1])
    return (lows, highs), shape


def _filled(x: Operand, shape: tuple[int, ...]) -> Ends:
    """The bounds of an array that is spread out to a shape."""
    if x.shape == shape:
        return x.ends
    if len(x.ends[0]) == 1:
        low, high = (end * prod(shape) for end in x.ends)
        return low, high
    lo, hi = (np.broadcast_to(np.reshape(end, x.shape), shape) for end in x.ends)
    return by_row(lo, hi)


def _spread(a: Operand, b: Operand) -> tuple[tuple[int, ...], list]:
    """The common shape of two arrays, and the ends of both in step."""
    if a.shape == b.shape:
        return a.shape, [*a.ends, *b.ends]
    for one, other in ((a, b), (b, a)):
        if len(other.shape) <= len(one.shape) and prod(other.shape) == 1:  # one for all entries
            lone = [repeat(end[0]) for end in other.ends]
            return one.shape, [*one.ends, *lone] if one is a else [*lone, *one.ends]
    shape = np.broadcast_shapes(a.shape, b.shape)
    return shape, [*_filled(a, shape), *_filled(b, shape)]
