"""Chance for templates: a stream fixed by a text, the same on every machine and version.

Python promises only the stream of `Random.random()` across versions, so everything is drawn
from that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Redraw(Exception):
    """These leaves make no fair exercise; draw again.

    It may say why, of which array, and which values on the way to it could be asked for too.
    """

    def __init__(self, why: str = "", array: str = "", earlier: tuple[str, ...] = ()) -> None:
        super().__init__(why, array)
        self.why, self.array, self.earlier = why, array, earlier


class Draw:
    """Numbers a person can compute with: decimals of few digits, never 0 unless asked."""

    def __init__(self, text: str) -> None:
        self._random = Random(text).random

    def integer(self, low: int, high: int) -> int:
        """A whole number in low..high, both included."""
        return low + int(self._random() * (high - low + 1))

    def choice(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.integer(0, len(options) - 1)]

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """The items in a drawn order."""
        rest = list(items)
        return [rest.pop(self.integer(0, len(rest) - 1)) for _ in range(len(rest))]

    def decimal(self, low: float, high: float, places: int = 2) -> float:
        """A number in low..high with that many decimals; never 0."""
        unit = 10**places
        while True:
            count = self.integer(round(low * unit), round(high * unit))
            if count:
                return count / unit

    def array(self, *shape: int, low: float, high: float, places: int = 2) -> np.ndarray:
        """An array of different decimals, none 0 or ±1, so that no entry hides in a product."""
        numbers: list[float] = []
        while len(numbers) < int(np.prod(shape)):
            number = self.decimal(low, high, places)
            if abs(number) != 1 and abs(number) not in map(abs, numbers):
                numbers.append(number)
        return np.array(numbers).reshape(shape)

    def uniform(self, *shape: int) -> np.ndarray:
        """Any numbers in [0, 1), for what machines compute and nobody does by hand."""
        numbers = [self._random() for _ in range(int(np.prod(shape)))]
        return np.array(numbers).reshape(shape)
