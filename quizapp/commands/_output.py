"""What commands print: JSON documents, and lists that may go through the learner's pager."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import click


def writes_all(stream: Any) -> bool:
    """Whether the stream has all of Unicode; a stream that is closed needs nothing."""
    found = str(getattr(stream, "encoding", None) or "utf-8")
    return found.lower().startswith("utf")


def stand_in_for_closed_streams() -> None:
    """Let nothing be read and nothing be shown where a stream was closed before the start."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


def lost_output(error: OSError) -> str | None:
    """What is wrong if standard output cannot be written, which is then given up; else None."""
    if error.errno not in (errno.ENOSPC, errno.EIO, errno.EBADF) or error.filename:
        return None
    with open(os.devnull, "w") as nowhere:  # for what is still in its buffer
        os.dup2(nowhere.fileno(), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return f"The output cannot be written: {error.strerror}."


def print_json(document: object) -> None:
    """Print one JSON document, with escapes where the stream cannot write its characters."""
    import json

    escaped = not writes_all(sys.stdout)
    click.echo(json.dumps(document, ensure_ascii=escaped, allow_nan=False))


def print_list(text: str, no_pager: bool) -> None:
    """Print lines, in the pager if they are more than the window has."""
    from quizapp.terminal.screen import open_screen

    screen = open_screen(pages=not no_pager)
    with screen.paged():
        for line in text.splitlines():
            screen.line(line)
