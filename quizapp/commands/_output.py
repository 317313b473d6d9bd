"""What commands print: JSON documents, and lists that may go through the learner's pager."""

from __future__ import annotations

import sys
from typing import Any

import click


def writes_all(stream: Any) -> bool:
    """Whether the stream has all of Unicode; a stream that is closed needs nothing."""
    found = str(getattr(stream, "encoding", None) or "utf-8")
    return found.lower().startswith("utf")


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
