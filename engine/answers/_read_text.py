"""What readers of typed text share: lists of picks, fixed shuffles."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import TypeVar

from ..errors import Unreadable
from ..formula.lookalikes import place, unified
from ._base import nonblank

T = TypeVar("T")

_WORD = re.compile(r"[^\s,;]+")
_LABEL = re.compile(r"\(?([0-9]{1,2}|[A-Za-z])[.):]?")


def words(raw: str) -> list[tuple[str, int]]:
    """The words of `raw` and where each begins; `Unreadable` where there is none."""
    nonblank(raw)
    matches = _WORD.finditer(unified(raw))
    found = [(match[0], place(raw, match.start())) for match in matches]
    if not found:
        raise Unreadable("Nothing was entered.")
    return found


def pick(word: str, at: int, count: int) -> int:
    """The index (from 0) behind `2`, `b`, `b)` or `(2)`, out of `count` things."""
    match = _LABEL.fullmatch(word)
    label = match[1].lower() if match else ""
    index = (int(label) - 1 if label.isdigit() else ord(label) - ord("a")) if label else -1
    if not 0 <= index < count:
        raise Unreadable(
            f"“{word[:20]}” is none of the {count}: use 1 to {count} or a to {letter(count - 1)}.",
            at,
        )
    return index


def letter(index: int) -> str:
    """a, b, c …"""
    return chr(ord("a") + index)


def fixed_shuffle(items: Sequence[T]) -> tuple[T, ...]:
    """Always the same shuffle of the same texts, and never the order they came in."""
    chance = random.Random("\n".join(map(str, items)))
    order = sorted(range(len(items)), key=lambda _: chance.random())
    if order == sorted(order):
        order = order[1:] + order[:1]
    return tuple(items[index] for index in order)
