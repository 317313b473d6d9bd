"""Inline Markdown with LaTeX as styled runs of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .grammar import LONGEST, within_line
from .image_names import in_words
from .latex import inline, width
from .runs import Run

if TYPE_CHECKING:
    from markdown_it.token import Token

_ROLES = {"strong_open": "strong", "em_open": "emphasis", "s_open": "struck", "link_open": ""}
_UNBROKEN = 24  # columns; a formula up to this long stays on one line


def text(source: str) -> str:
    """A piece of Markdown as one plain line."""
    return plain(runs(source))


def plain(found: Iterable[Run]) -> str:
    """Runs as one line of text without styles."""
    return "".join(piece for piece, _ in found).replace("\n", " ")


def runs(source: str, role: str = "") -> list[Run]:
    """Inline Markdown as runs; a text that is too long stays as it was typed."""
    found = runs_of(within_line(source[:LONGEST]), role)
    return found + [(rest, role)] if (rest := source[LONGEST:]) else found


def runs_of(tokens: Iterable[Token], role: str = "") -> list[Run]:
    """The tokens of a line as runs."""
    return [found for token, its in roles_of(tokens, role) if (found := run(token, its))[0]]


def roles_of(tokens: Iterable[Token], role: str = "") -> Iterator[tuple[Token, str]]:
    """The tokens of a line, each with its role."""
    roles = [role]
    for token in tokens:
        if token.nesting == 1:
            roles.append(_ROLES[token.type] or roles[-1])
        elif token.nesting == -1:
            roles.pop()
        else:
            yield token, roles[-1]


def run(token: Token, role: str) -> Run:
    """One token as text with its role; a line break becomes a space."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n", role
    if token.type.startswith("math_"):
        return _formula(token.content), role
    if token.type == "image":
        return in_words(described(token)), role
    return token.content, "code" if token.type == "code_inline" else role


def described(image: Token) -> str:
    """What an image shows, as its author says."""
    return plain(runs_of(image.children or ()))


def _formula(latex: str) -> str:
    formula = inline(latex)
    return formula.replace(" ", "\u00a0") if width(formula) <= _UNBROKEN else formula
