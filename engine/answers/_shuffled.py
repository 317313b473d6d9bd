"""Answers picked from a shuffled list, stored so that the order on the screen doesn't matter.

A learner picks an item by its place: `2` or `b`. What is stored is `#` and the letter of the item's
place in the question itself, so that a response means the same whatever order was shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Self

from ..draw import Draw
from ..errors import Unreadable
from ._base import Answer
from ._read_text import letter, pick

STORED = "#"  # before a place in the question itself


@dataclass(frozen=True)
class Shuffled(Answer):
    """`order`: the place in the question (from 0) of each thing shown; () in a template."""

    # It is no key of a question file: the seed says it.
    order: tuple[int, ...] = field(default=(), init=False, repr=False)

    def shuffled(self, draw: Draw | None) -> Self:
        """The same answer with its items in a drawn order, or in its own without a `draw`."""
        raise NotImplementedError

    def text_of(self, response: Any, *, stored: bool) -> str:
        """A response that `read` returned, as it is stored or as it is typed."""
        raise NotImplementedError

    def settled(self, raw: str) -> str:
        return self._rewritten(raw, stored=True)

    def typed(self, raw: str) -> str:
        return self._rewritten(raw, stored=False)

    def word(self, index: int, *, stored: bool) -> str:
        """What names the thing shown at that index."""
        return STORED + letter(self.order[index]) if stored else str(index + 1)

    def pick(self, word: str, at: int, count: int) -> int:
        """The index of the item that `2`, `b` or `#b` names."""
        if not word.startswith(STORED):
            return pick(word, at, count)
        own = pick(word[1:], at + 1, count)
        return self.order.index(own) if self.order else own

    def in_order(self, order: Iterable[int], **changed: Any) -> Self:
        """A copy with some fields changed, shown in that order."""
        found = replace(self, **changed)
        object.__setattr__(found, "order", tuple(order))  # which the class takes from nobody else
        return found

    def _rewritten(self, raw: str, *, stored: bool) -> str:
        try:
            return self.text_of(self.read(raw), stored=stored) if self.order else raw
        except Unreadable:
            return raw


def inverse(order: tuple[int, ...]) -> list[int]:
    """Where each place of the question is shown."""
    return sorted(range(len(order)), key=order.__getitem__)
