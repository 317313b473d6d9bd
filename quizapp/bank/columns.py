"""Two texts beside each other where they differ, for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from textwrap import wrap
from typing import Any

from .word_diff import ADDED, REMOVED, SAME, DiffLine, word_diff

NARROWEST = 20  # characters of a column
WHOLE: dict[str, Any] = {  # nothing of a text is left out
    "drop_whitespace": False,
    "replace_whitespace": False,
    "expand_tabs": False,
    "break_on_hyphens": False,
}
Words = tuple[tuple[str, str], ...]  # what became of each, and its text


def in_columns(
    left: str, right: str, heads: tuple[str, str], width: int, mark: Callable[[str], str] = str
) -> Iterator[str]:
    """Lines of the left text, with those of the right one beside them; `mark` shows what differs.

    A star stands before lines that differ, and "…" for those that don't.
    """
    wide = max(NARROWEST, (width - 5) // 2)
    yield from _rows(" ", ((SAME, heads[0]),), ((SAME, heads[1]),), wide, str)
    for before, after in _pairs(word_diff(left, right)):
        differs = before is None or after is None or before.kind != after.kind
        mine, theirs = (one.words if one else () for one in (before, after))
        yield from _rows("*" if differs else " ", mine, theirs, wide, mark)


def _pairs(lines: list[DiffLine]) -> Iterator[tuple[DiffLine | None, DiffLine | None]]:
    """What stands beside what."""
    rest = iter([*lines, None])
    line = next(rest)
    while line:
        after = next(rest)
        if line.kind == REMOVED and after and after.kind == ADDED:
            yield line, after
            after = next(rest)
        else:
            yield (None if line.kind == ADDED else line), (None if line.kind == REMOVED else line)
        line = after


def _rows(
    sign: str, left: Words, right: Words, wide: int, mark: Callable[[str], str]
) -> Iterator[str]:
    empty = ("", 0)
    for number, (one, other) in enumerate(
        zip_longest(_wrapped(left, wide, mark), _wrapped(right, wide, mark), fillvalue=empty)
    ):
        lead = sign if number == 0 else " "
        yield f"{lead} {one[0]}{' ' * (wide - one[1])} │ {other[0]}".rstrip()


def _wrapped(words: Words, wide: int, mark: Callable[[str], str]) -> Iterator[tuple[str, int]]:
    """The words in rows of at most this many characters, each with how many it has."""
    rest = [*words]
    for plain in wrap("".join(text for _, text in words), wide, **WHOLE) or [""]:
        row, missing = "", len(plain)
        while missing:
            kind, text = rest.pop(0)
            piece, later = text[:missing], text[missing:]
            row += piece if kind == SAME else mark(piece)
            missing -= len(piece)
            rest[:0] = [(kind, later)] if later else []
        yield row, len(plain)
