"""Scales from numbers to positions on the paper, and round numbers to mark on them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

import numpy as np

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """Maps low..high to start..end, linearly or logarithmically."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, values: Any) -> Any:
        """The positions of numbers; those out of range are off the paper."""
        low, high, values = self.low, self.high, np.asarray(values, float)
        if self.log:
            with np.errstate(divide="ignore", invalid="ignore"):
                low, high, values = np.log10(low), np.log10(high), np.log10(values)
        return self.start + (values - low) / (high - low) * (self.end - self.start)

    def inside(self, values: Any) -> Any:
        """The numbers, with NaN for those out of range."""
        values = np.asarray(values, float)
        return np.where((values >= self.low) & (values <= self.high), values, np.nan)

    def ticks(self, most: int = 6) -> list[float]:
        """At most `most` evenly spaced round numbers from low to high; powers of ten if log."""
        return decades(self.low, self.high, most) if self.log else ticks(self.low, self.high, most)


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """At most `most` multiples of 1, 2, 2.5 or 5 times a power of ten, from low to high."""
    rough = (high - low) / max(1, most - 1)
    power = 10.0 ** floor(log10(rough))
    for step in (factor * power * scale for scale in (1, 10) for factor in STEPS):
        first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
        if last - first < most:
            return [round(count * step, 12) + 0.0 for count in range(first, last + 1)]
    raise AssertionError("ten times a step too fine is coarse enough")


def decades(low: float, high: float, most: int = 6) -> list[float]:
    """At most `most` powers of ten from low to high; round numbers if there are fewer than two."""
    first, last = ceil(log10(low) - 1e-9), floor(log10(high) + 1e-9)
    if last <= first:
        return [tick for tick in ticks(low, high, most) if tick > 0]
    every = ceil((last - first + 1) / most)
    return [10.0**power for power in range(first, last + 1, every)]
