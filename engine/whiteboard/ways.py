"""How one value reaches another: every way between them, and the links all ways share.

The derivative of the upper by the lower is the sum over the ways of the products along them; where
all ways meet, it is also the product of the derivatives between the meeting places.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from .check_line import Checker

MOST_WAYS = 24


class Link(NamedTuple):
    """A factor of a chain: its name and its values at the points."""

    name: str
    values: np.ndarray


class Way(NamedTuple):
    """The values passed, from the lower to the upper, and the product along them."""

    stops: tuple[str, ...]
    values: np.ndarray


class Ways:
    """The ways from `below` to `above`, empty where there are too many to speak of."""

    def __init__(self, checker: Checker, above: str, below: str) -> None:
        self.checker, self.above = checker, above
        self.graph, self.cells = checker.vocabulary.graph, checker.vocabulary.cells
        made = above in self.cells and self.cells[above][0] in self.graph.names
        stops = self._from(below, ()) if made and below in self.cells else []
        self.all = tuple(
            Way(each, np.prod([self._step(*pair) for pair in pairwise(each)], axis=0))
            for each in (stops if len(stops) <= MOST_WAYS else [])
        )

    @property
    def chain(self) -> tuple[Link, ...]:
        """The factors between the places where all ways meet, the upper first."""
        if not self.all:
            return ()
        shared = set(self.all[0].stops).intersection(*(way.stops for way in self.all))
        met = [stop for stop in self.all[0].stops if stop in shared]
        names = [self.checker.vocabulary.derivative(over, under) for under, over in pairwise(met)]
        return tuple(Link(name, self.checker.symbol(name)) for name in reversed(names))

    def links(self, way: Way) -> tuple[Link, ...]:
        """The single steps of one way, the upper first."""
        steps = [Link(f"{over}/{under}", self._step(under, over))
                 for under, over in pairwise(way.stops)]  # fmt: skip
        return tuple(reversed(steps))

    def _from(self, name: str, before: tuple[str, ...]) -> list[tuple[str, ...]]:
        here = (*before, name)
        if name == self.above:
            return [here]
        found: list[tuple[str, ...]] = []
        for over in self._users(name):
            if len(found) <= MOST_WAYS:
                found += self._from(over, here)
        return found

    def _users(self, name: str) -> list[str]:
        """The entries that one step of a rule makes from this one, on the way up."""
        array = self.cells[name][0]
        top = self.graph.names.index(self.cells[self.above][0])
        users = {node.name for node in self.graph.nodes[: top + 1] if array in node.inputs}
        return [
            over for over, (made, quantity) in self.cells.items()
            if made in users and quantity.kind == "value" and np.any(self._step(name, over))
        ]  # fmt: skip

    def _step(self, under: str, over: str) -> np.ndarray:
        return np.array([point[f"{over}/{under}"] for point in self.checker.points[1]])
