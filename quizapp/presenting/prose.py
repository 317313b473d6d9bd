"""Inline Markdown with LaTeX as styled runs of text."""

from __future__ import annotations

import re

from .latex.box import width
from .latex.reader import inline
from .runs import Run

_INLINE = re.compile(
    r"(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|(?<!\\)\$(?=\S)(?P<math>(?:\\.|[^$\\])+?)(?<=\S)\$(?!\d)"
    r"|!?\[(?P<link>[^\[\]]*)\]\([^)\s]*\)"
    r"|\*\*(?=\S)(?P<strong>.+?)(?<=\S)\*\*|__(?=\S)(?P<strong2>.+?)(?<=\S)__(?!\w)"
    r"|\*(?=\S)(?P<emphasis>[^*]+?)(?<=\S)\*|(?<!\w)_(?=\S)(?P<emphasis2>[^_]+?)(?<=\S)_(?!\w)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])",
    re.DOTALL,
)
LONGEST, DEEPEST = 10_000, 20  # characters looked at for Markdown, emphasis in emphasis
_UNBROKEN = 24  # columns; a formula up to this long stays on one line


def text(source: str) -> str:
    """A piece of Markdown as one plain line."""
    return "".join(piece for piece, _ in runs(source)).replace("\n", " ")


def runs(source: str, role: str = "", depth: int = 0) -> list[Run]:
    """Inline Markdown as runs."""
    found: list[Run] = []
    at = 0
    if depth == DEEPEST:
        return [(source, role)]
    for match in _INLINE.finditer(source, 0, LONGEST):
        found.append((source[at : match.start()], role))
        at = match.end()
        kind, body = str(match.lastgroup).rstrip("2"), match[str(match.lastgroup)]
        if kind == "math":
            formula = inline(body)
            short = width(formula) <= _UNBROKEN
            found.append((formula.replace(" ", "\u00a0") if short else formula, role))
        elif kind == "code":
            found.append((body, "code"))
        elif kind == "escaped":
            found.append((body, role))
        else:
            found.extend(runs(body, role if kind == "link" else kind, depth + 1))
    found.append((source[at:], role))
    return [run for run in found if run[0]]
