"""How far a result may move when it is rounded to so many significant digits, or cut off."""

from __future__ import annotations

from math import isfinite
from typing import NamedTuple

import numpy as np

from .digits import unit

Bounds = tuple[np.ndarray, np.ndarray]


class Rounding(NamedTuple):
    """To so many significant digits; or cut off after them."""

    digits: int
    cut: bool = False

    def widen(self, lo: np.ndarray, hi: np.ndarray, size: np.ndarray | None = None) -> Bounds:
        """What may be written for a result between `lo` and `hi`; itself where it ends there.

        `size` is that of the largest number on the way, if that was larger.
        """
        sizes = np.maximum(np.abs(lo), np.abs(hi)) if size is None else size
        ends = [  # one by one: the arrays of an exercise are too small for NumPy to be quicker
            self.around(*entry)
            for entry in zip(lo.ravel().tolist(), hi.ravel().tolist(), sizes.ravel().tolist(),
                             strict=True)
        ]  # fmt: skip
        both = np.array(ends).reshape(*lo.shape, 2)
        return both[..., 0], both[..., 1]

    def around(self, lo: float, hi: float, size: float) -> tuple[float, float]:
        """The same for one entry."""
        last = unit(size, self.digits) if isfinite(size) else size
        if lo == hi and last and isfinite(lo) and abs(lo / last - round(lo / last)) < 1e-6:
            return lo, hi  # it may end there
        if self.cut:  # towards 0
            return lo - last if lo > 0 else lo, hi + last if hi < 0 else hi
        return lo - last / 2, hi + last / 2
