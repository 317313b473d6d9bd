"""Boxes, rectangles of text with a base line, from which formulas are put together."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


def width(text: str) -> int:
    """The text's width in columns: combining marks count 0, wide East Asian characters 2."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or character in "\u200b\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, columns: int, align: str = "left") -> str:
    """The text padded with spaces to `columns` columns; `align` is left, right or centre."""
    room = max(0, columns - width(text))
    before = {"left": 0, "right": room, "centre": room // 2}[align]
    return " " * before + text + " " * (room - before)


@dataclass(frozen=True)
class Box:
    """Lines of equal width; `base` is the index of the line on the text's base line."""

    lines: tuple[str, ...] = ("",)
    base: int = 0

    @property
    def width(self) -> int:
        return width(self.lines[0])

    @property
    def flat(self) -> bool:
        return len(self.lines) == 1

    def __add__(self, other: Box) -> Box:
        above = max(self.base, other.base)
        below = max(len(self.lines) - self.base, len(other.lines) - other.base)
        left, right = self._spread(above, below), other._spread(above, below)
        return Box(tuple(a + b for a, b in zip(left, right, strict=True)), above)

    def _spread(self, above: int, below: int) -> tuple[str, ...]:
        blank = " " * self.width
        top = (blank,) * (above - self.base)
        bottom = (blank,) * (below - len(self.lines) + self.base)
        return (*top, *self.lines, *bottom)


def grid(rows: Sequence[Sequence[Box]], aligns: Sequence[str], gap: int = 2) -> Box:
    """Flat boxes in columns; `aligns` has the alignment of each column."""
    widths = [max((row[i].width for row in rows if i < len(row)), default=0)
              for i in range(len(aligns))]  # fmt: skip
    lines = [
        (" " * gap).join(
            pad(row[i].lines[0] if i < len(row) else "", widths[i], aligns[i])
            for i in range(len(aligns))
        )
        for row in rows
    ]
    return Box(tuple(lines), (len(lines) - 1) // 2)


# Fences: flat; top, middle and bottom of a tall one; its centre, if that is different.
FENCES = {
    "(": ("(", "⎛⎜⎝"), ")": (")", "⎞⎟⎠"),
    "[": ("[", "⎡⎢⎣"), "]": ("]", "⎤⎥⎦"),
    "{": ("{", "⎧⎪⎩", "⎨"), "}": ("}", "⎫⎪⎭", "⎬"),
    "|": ("|", "│││"), "‖": ("‖", "‖‖‖"),
    "⌊": ("⌊", "⎢⎢⎣"), "⌋": ("⌋", "⎥⎥⎦"), "⌈": ("⌈", "⎡⎢⎢"), "⌉": ("⌉", "⎤⎥⎥"),
}  # fmt: skip


def fence(mark: str, like: Box) -> Box:
    """The delimiter, as tall as `like`; an empty box for an empty mark."""
    rows = len(like.lines)
    if rows == 1 or mark not in FENCES:
        return Box((mark,))
    tall = FENCES[mark][1]
    lines = [tall[0], *tall[1] * (rows - 2), tall[2]]
    if len(FENCES[mark]) == 3 and rows > 2:
        lines[rows // 2] = FENCES[mark][2]
    return Box(tuple(lines), like.base)
