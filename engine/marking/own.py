"""A number that a learner has written, and what may have been rounded to it."""

from __future__ import annotations

from typing import NamedTuple

from ..graph.quantity import Quantity
from ..readings.digits import unit
from ..readings.rounding import Rounding


class Own(NamedTuple):
    """A blank, the number in it, how many of its digits count, and whether it was right."""

    quantity: Quantity
    number: float
    digits: int
    right: bool = True
    key: float | None = None  # of a number with too few digits to tell whether it is right

    def stands_for(self, way: Rounding, *, as_it_is: bool) -> tuple[float, float]:
        """The ends of what may have been rounded to it, or cut off after its digits."""
        last = 0.0 if as_it_is else unit(self.number, self.digits)
        if way.either:
            ends = (self.number - last, self.number + last)
        elif way.cut:  # away from 0
            ends = (self.number, self.number + (last if self.number > 0 else -last))
        else:
            ends = (self.number - last / 2, self.number + last / 2)
        every = ends if self.key is None else (*ends, self.key)
        return min(every), max(every)
