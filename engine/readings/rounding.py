"""How far a result may move when it is rounded to so many significant digits, or cut off."""

from __future__ import annotations

from math import floor, inf, isfinite, log10
from typing import NamedTuple

from .digits import EDGE, POWERS

Ends = tuple[list[float], list[float]]  # lower and upper bounds, entry by entry


class Rounding(NamedTuple):
    """To so many significant digits; or cut off after them; or `either`, now this and now that."""

    digits: int
    cut: bool = False
    either: bool = False

    def widen(self, ends: Ends, sizes: list[float] | None = None) -> Ends:
        """What may be written for results between these bounds; themselves where they end there.

        `sizes` are those of the largest numbers on the way, if those were larger.
        """
        sizes = sizes or [max(abs(lo), abs(hi)) for lo, hi in zip(*ends, strict=True)]
        around = [self.around(*entry) for entry in zip(*ends, sizes, strict=True)]
        return [lo for lo, _ in around], [hi for _, hi in around]

    def around(self, lo: float, hi: float, size: float) -> tuple[float, float]:
        """The same for one entry."""
        last = POWERS[floor(log10(size) + EDGE) - self.digits + 1] if 0 < size < inf else size
        if lo == hi and last and isfinite(lo) and abs(lo / last - round(lo / last)) < 1e-6:
            return lo, hi  # it may end there
        if self.either:
            return lo - last, hi + last
        if self.cut:  # towards 0
            return lo - last if lo > 0 else lo, hi + last if hi < 0 else hi
        return lo - last / 2, hi + last / 2
