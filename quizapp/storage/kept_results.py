"""Keeps the latest of what a process computed, by the marks that it was computed under.

A mark is read from the database each time (`quizapp/models/bank_version.py`), so no process holds a
truth of its own: what another one writes changes the mark, and nothing is found under the new one.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class KeptResults(Generic[T]):
    """At most so many results; the ones used longest ago make room. They must not be changed."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, T] = OrderedDict()

    def of(self, marks: tuple[str, ...], more: Hashable, make: Callable[[], T]) -> T:
        """What was made under these marks and of `more`; without a mark, it is made anew."""
        if not all(marks):
            return make()
        key = (marks, more)
        try:
            self._found.move_to_end(key)  # each step is one operation, as threads share this
            return self._found[key]
        except KeyError:
            found = self._found[key] = make()
        while len(self._found) > self._most:
            try:
                self._found.popitem(last=False)
            except KeyError:  # another thread was faster
                break
        return found


class GrowingResults(Generic[T]):
    """The latest result of each, which is brought up to date where its mark has moved on."""

    def __init__(self, most: int) -> None:
        self._latest = KeptResults[list[tuple[str, T]]](most)

    def of(
        self, marks: tuple[str, ...], more: Hashable, mark: str, make: Callable[[T | None], T]
    ) -> T:
        """What was made under these marks and `mark`; or else made, perhaps from the latest."""
        latest = self._latest.of(marks, more, list)
        before = latest[:1]  # one operation, as threads share this
        if before and before[0][0] == mark:
            return before[0][1]
        found = make(before[0][1] if before else None)
        latest[:] = [(mark, found)]
        return found
