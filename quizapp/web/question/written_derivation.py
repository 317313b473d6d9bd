"""Equations broken into lines at their relations, for reading."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGN = re.compile(r"\\[A-Za-z]+|\\.|[{}=]", re.DOTALL)
_RELATIONS = ("=", r"\approx", r"\to")
_BROKEN = "$ ${} ="  # an equation in pieces, between which a line may break
_OPEN, _CLOSE = ("{", r"\left", r"\begin"), ("}", r"\right", r"\end")


def left_side(latex: str) -> str:
    """Everything before the first relation."""
    return next(_pieces(latex), latex)


def aligned(latex: str) -> str:
    """`a = b = c` with its relations below each other; a single one stays on its line."""
    first, *rest = _pieces(latex)
    if len(rest) < 2 or r"\begin{aligned}" in latex or "&" in latex:
        return latex
    lines = r" \\ ".join(f"&{piece}" for piece in rest)
    return rf"\begin{{aligned}} {first} {lines} \end{{aligned}}"


def one_a_line(text: str) -> str:
    """Markdown with each of several equations on its own line; other text stays the same."""
    return text.replace("$, $", "$\\\n$") if _BROKEN in text else text


def _pieces(latex: str) -> Iterator[str]:
    """The text, cut before each relation that is outside all groups."""
    depth = start = 0
    for token in _SIGN.finditer(latex):
        depth += (token[0] in _OPEN) - (token[0] in _CLOSE)
        if depth == 0 and token[0] in _RELATIONS:
            yield latex[start : token.start()].strip()
            start = token.start()
    yield latex[start:].strip()
