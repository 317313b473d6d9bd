"""How the leaves of an author's graph are drawn, checked before the first draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import numpy as np

from ..draw import Draw
from ..errors import BadQuestion
from .graph_data import LeafData
from .wiring import MOST_ENTRIES, named

FINEST, FARTHEST = 4, 1000.0  # decimals and size of a given number


@dataclass(frozen=True)
class Drawn:
    """A leaf whose ranges are known to make sense."""

    said: LeafData
    shape: tuple[int, ...]

    def __call__(self, draw: Draw) -> np.ndarray:
        said = self.said
        if said.values is not None:
            return np.array(said.values, float)
        if said.one_hot:
            found = np.zeros((prod(self.shape[:-1]), self.shape[-1]))
            for row in found:
                row[draw.integer(0, self.shape[-1] - 1)] = 1.0
            return found.reshape(self.shape)
        if said.choices:
            picked = [draw.choice(said.choices) for _ in range(prod(self.shape))]
            return np.array(picked).reshape(self.shape)
        low, high, places = _range(said)
        return draw.array(*self.shape, low=low, high=high, places=places)


def drawers(leaves: Mapping[str, LeafData]) -> dict[str, Drawn]:
    """What draws each leaf; `BadQuestion` where the numbers wanted do not exist."""
    return {name: _drawer(name, said, ("graph", "leaves", name)) for name, said in leaves.items()}


def _drawer(name: str, said: LeafData, where: tuple[str, ...]) -> Drawn:
    named(name, where)
    if said.values is not None:
        return Drawn(said, _fixed(said, where))
    if said.shape is None:
        raise BadQuestion(f"How large is {name}? Add a line shape = [1, 2].", where)
    size = prod(said.shape)
    if not 1 <= size <= MOST_ENTRIES or min(said.shape, default=1) < 1 or len(said.shape) > 4:
        what = f"{name} may have 1 to {MOST_ENTRIES} numbers, in at most 4 axes."
        raise BadQuestion(what, (*where, "shape"))
    if said.one_hot or said.choices:
        if said.one_hot and not said.shape:
            raise BadQuestion("A one-hot row needs a shape, such as [1, 3].", (*where, "shape"))
        if any(abs(number) > FARTHEST for number in said.choices):
            raise BadQuestion("Numbers this large are no fun by hand.", (*where, "choices"))
        return Drawn(said, said.shape)
    low, high, places = _range(said)
    if not 0 <= places <= FINEST:
        raise BadQuestion(f"Use 0 to {FINEST} decimals.", (*where, "decimals"))
    if not -FARTHEST <= low < high <= FARTHEST:
        what = f"low must be below high, and both within ±{FARTHEST:g}."
        raise BadQuestion(what, (*where, "low" if said.low is not None else "high"))
    if _different(low, high, places) < 2 * size:
        raise BadQuestion(
            f"There are too few numbers between {low:g} and {high:g} with {places} decimals "
            f"for {size} different ones. Widen the range or add a decimal.", where)  # fmt: skip
    return Drawn(said, said.shape)


def _range(said: LeafData) -> tuple[float, float, int]:
    low, high = said.low, said.high
    if low is None:
        low = -1.0 if high is None or high > 0 else -FARTHEST
    if high is None:
        high = 1.0 if low < 1 else FARTHEST
    return low, high, 2 if said.decimals is None else said.decimals


def _different(low: float, high: float, places: int) -> int:
    """How many sizes of numbers there are to draw, without 0 and 1."""
    unit = 10**places
    sizes = {abs(count) for count in range(round(low * unit), round(high * unit) + 1)}
    return len(sizes - {0, unit})


def _fixed(said: LeafData, where: tuple[str, ...]) -> tuple[int, ...]:
    where = (*where, "values")
    try:
        found = np.array(said.values, float)
    except (ValueError, TypeError):
        advice = "Write numbers in lists of equal length, like [[1, 0], [0.5, 2]]."
        raise BadQuestion(f"These aren't numbers in rows. {advice}", where) from None
    if not 1 <= found.size <= MOST_ENTRIES or not np.all(np.abs(found) <= FARTHEST):
        what = f"Give 1 to {MOST_ENTRIES} numbers within ±{FARTHEST:g}."
        raise BadQuestion(what, where)
    if said.shape is not None and said.shape != found.shape:
        raise BadQuestion("These numbers don't have that shape; leave out `shape`.", where)
    return found.shape
