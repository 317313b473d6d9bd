"""Displayed formulas: as a picture if it fits, otherwise broken at relations."""

from __future__ import annotations

import re

from ..presenting.latex import box, inline, width
from ..presenting.runs import painted, wrap
from .style import Paint

_MARGIN = "    "
_ALIGNED = re.compile(r"\\begin\{(aligned|align\*?|gathered)\}(.*)\\end\{\1\}", re.DOTALL)
_BRACKETS = re.compile(r"\([^()]{1,24}\)")
_RELATIONS = "=≈←→≤≥⇒⇔"
_FARTHEST = 16  # columns; up to here, continuation lines align with the first relation


def display(latex: str, columns: int) -> list[str]:
    """The formula as indented lines of at most `columns` columns."""
    picture = box(latex)
    if picture.width + len(_MARGIN) <= columns:
        return [(_MARGIN + line).rstrip() for line in picture.lines]
    rows = _rows(latex, columns)
    if len(rows) > 1:
        return [line for row in rows for line in display(row, columns)]
    lines = _broken(inline(latex), columns - len(_MARGIN))
    return [_MARGIN + line for line in lines]


def _rows(latex: str, columns: int) -> list[str]:
    """The rows of aligned equations, or equations separated by wide spaces put into rows."""
    if aligned := _ALIGNED.fullmatch(latex.strip()):
        return _whole(aligned[2].replace("&", "").split(r"\\"), latex)
    rows: list[str] = []
    for piece in _whole(re.split(r",?\s*\\q?quad\b", latex), latex):
        joined = rf"{rows[-1]} \quad {piece}" if rows else ""
        if rows and box(joined).width + len(_MARGIN) <= columns:
            rows[-1] = joined
        else:
            rows.append(piece)
    return rows


def _whole(pieces: list[str], latex: str) -> list[str]:
    """The non-empty pieces, or the whole formula if a cut was inside a group."""
    for opening, closing in (("{", "}"), (r"\begin", r"\end"), (r"\left", r"\right")):
        if any(piece.count(opening) != piece.count(closing) for piece in pieces):
            return [latex]
    return [piece.strip() for piece in pieces if piece.strip(" ,.")]


def _broken(text: str, columns: int) -> list[str]:
    """A long line broken into several, each beginning with a relation if possible."""
    sides = _sides(text)
    hang = width(sides[0]) + 1 if len(sides) > 1 and width(sides[0]) < _FARTHEST else 2
    lines: list[str] = [""]
    for i, side in enumerate(sides):
        joined = f"{lines[-1]} {side}".strip() if len(lines) == 1 else f"{lines[-1]} {side}"
        if i <= 1 or width(joined) <= columns:
            lines[-1] = joined
        else:
            lines.append(" " * hang + side)
    return [piece for line in lines for piece in _wrapped(line, columns, hang + 2)]


def _sides(text: str) -> list[str]:
    """The text, cut before every relation outside brackets."""
    sides, depth, start = [], 0, 0
    for i, character in enumerate(text):
        depth += (character in "([{⎡⎛") - (character in ")]}⎤⎞")
        if depth == 0 and character in _RELATIONS and text[i - 1 : i] == " ":
            sides.append(text[start : i - 1])
            start = i
    return [side for side in (*sides, text[start:]) if side]


def _wrapped(line: str, columns: int, hang: int) -> list[str]:
    """A line that is still too long, broken at spaces outside short brackets."""
    if width(line) <= columns:
        return [line]
    lead = len(line) - len(line.lstrip())
    kept = _BRACKETS.sub(lambda match: match[0].replace(" ", "\u00a0"), line.strip())
    factors = kept.replace(" · ", "\u00a0·\u00a0")  # prefer a break at a plus to one in a product
    if max(map(width, factors.split(" "))) <= columns - hang:
        kept = factors
    pieces = [painted(run, Paint()) for run in wrap([(kept, "")], columns - hang)]
    return [" " * (hang if i else lead) + piece for i, piece in enumerate(pieces)]
