"""The window: its current size, lines broken to fit, and a pager for text that doesn't fit."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from typing import Any

from ..presenting.latex import width

USUAL = os.terminal_size((80, 24))
CODE = re.compile(r"\x1b\[[0-9;]*m")
_TOKEN = re.compile(r"\x1b\[[0-9;]*m|.", re.DOTALL)
LESS = "-FRX"  # end if it all fits, keep colours, leave it on the screen


def size_of(stream: Any) -> os.terminal_size | None:
    """The size of the stream's window, or of the one it is probably read in; None if there is none.

    COLUMNS and LINES take precedence. A pipe, as into `less`, is read in the window that we are
    typed into.
    """
    found = next(filter(None, map(_size, (stream, sys.stderr, sys.stdin))), None)
    columns, rows = (_whole(os.environ.get(name)) for name in ("COLUMNS", "LINES"))
    if not (columns or found):
        return None
    known = found or USUAL
    return os.terminal_size((columns or known.columns, rows or known.lines))


def fitted(content: str, columns: int) -> list[str]:
    """The line, broken at spaces if it is wider than that; colours count for nothing."""
    bare = CODE.sub("", content)
    if width(bare) <= columns:
        return [content]
    hang = " " * min(len(bare) - len(bare.lstrip()) + 2, columns // 2)
    lines, line, used, cut = [], "", 0, 0
    for token in _TOKEN.findall(content):
        size = 0 if token[0] == "\x1b" else width(token)
        if used + size > columns:
            rest = (line[cut:] if cut else "").lstrip(" ")
            lines.append((line[:cut] if cut else line).rstrip(" "))
            line, cut = hang + rest, 0
            used = width(CODE.sub("", line))
            if token == " " and not rest:
                continue
        line, used = line + token, used + size
        if token == " " and line.strip(" "):
            cut = len(line)
    return [*lines, line]


def page(lines: Sequence[str]) -> None:
    """Show lines in the learner's pager: $PAGER, or `less`."""
    import click

    os.environ.setdefault("LESS", LESS)
    os.environ.setdefault("LESSCHARSET", "utf-8")  # which we write even where the locale is C
    click.echo_via_pager("\n".join(lines))


def _size(stream: Any) -> os.terminal_size | None:
    try:
        found = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError, AttributeError):  # no terminal, closed, or no file
        return None
    return found if found.columns else None


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else 0
