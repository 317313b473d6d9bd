"""How far a result may move when it is rounded to so many significant digits, or cut off."""

from __future__ import annotations

from math import floor, inf, isfinite, log10
from typing import NamedTuple

from .digits import EDGE, POWERS

Ends = tuple[list[float], list[float]]  # lower and upper bounds, entry by entry


class Rounding(NamedTuple):
    """To so many significant digits; or cut off after them; or `either`, now this and now that.

    With a `place` to that power of ten, as who rounds everything to three decimals does.
    """

    digits: int
    cut: bool = False
    either: bool = False
    place: int | None = None

    def widen(self, ends: Ends) -> Ends:
        """What may be written for results between these bounds; themselves where they end there."""
        around = [self.around(lo, hi, max(abs(lo), abs(hi))) for lo, hi in zip(*ends, strict=True)]
        return [lo for lo, _ in around], [hi for _, hi in around]

    def around(self, lo: float, hi: float, size: float) -> tuple[float, float]:
        """The same for one entry; `size` is that of the largest number on the way."""
        if self.place is not None:
            last = POWERS[self.place]
        else:
            last = POWERS[floor(log10(size) + EDGE) - self.digits + 1] if 0 < size < inf else size
        if lo == hi and last and isfinite(lo) and abs(lo / last - round(lo / last)) < 1e-6:
            return lo, hi  # it may end there
        if self.either:
            return lo - last, hi + last
        if self.cut:  # towards 0
            return lo - last if lo > 0 else lo, hi + last if hi < 0 else hi
        return lo - last / 2, hi + last / 2

    def summed(
        self, lo: float, hi: float, above: float, below: float, additions: int
    ) -> tuple[float, float]:
        """The same for a sum, of which no part is further above or below 0 than these.

        Rounding goes up as often as down, but every addition that is cut off loses a digit again.
        """
        size = max(above, below)
        low, high = self.around(lo, hi, size)
        if not (self.cut or self.either) or additions < 2 or (low, high) == (lo, hi):
            return low, high
        if not 0 < size < inf:
            return low, high
        more = (additions - 1) * POWERS[floor(log10(size) + EDGE) - self.digits + 1]
        return low - more * (above > 0), high + more * (below > 0)
