"""Where one question of a GIFT file ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

ESCAPES = {r"\\": "\ue010", r"\~": "\ue011", r"\=": "\ue012", r"\#": "\ue013", r"\{": "\ue014",
            r"\}": "\ue015", r"\:": "\ue016", r"\n": "\ue017"}  # fmt: skip
ESCAPED = re.compile("|".join(map(re.escape, ESCAPES)))
MOST_LINES = 500  # of a question, which may have empty ones between its braces


def blocks(text: str) -> Iterator[tuple[list[str], str]]:
    """The comments above each paragraph, and the paragraph; braces may have empty lines.

    A title after an empty line begins a question even so: a brace was forgotten above it.
    """
    comments: list[str] = []
    lines: list[str] = []
    depth = 0  # of braces that are open
    for line in [*text.split("\n"), ""]:
        if line.startswith("::") and lines and not lines[-1].strip():
            yield from _apart(comments, lines)
            comments, lines, depth = [], [], 0
        if line.lstrip().startswith("//"):
            comments.append(line.strip())
        elif line.strip().startswith("$CATEGORY:"):
            yield comments, line
            comments = []
        elif line.strip() or (depth > 0 and len(lines) < MOST_LINES):
            lines.append(line)
            bare = ESCAPED.sub("", line)
            depth += bare.count("{") - bare.count("}")
        elif lines:
            yield from _apart(comments, lines)
            comments, lines, depth = [], [], 0
    if lines:
        yield from _apart(comments, lines)


def _apart(comments: list[str], lines: list[str]) -> Iterator[tuple[list[str], str]]:
    """The questions of a paragraph: a title begins another once the answers above it are closed."""
    piece: list[str] = []
    opened = closed = 0
    for line in lines:
        if line.startswith("::") and opened and opened == closed:
            yield comments, "\n".join(piece)
            comments, piece, opened, closed = [], [], 0, 0
        piece.append(line)
        bare = ESCAPED.sub("", line)
        opened, closed = opened + bare.count("{"), closed + bare.count("}")
    yield comments, "\n".join(piece)
