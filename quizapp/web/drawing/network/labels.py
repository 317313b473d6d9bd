"""Symbols and numbers as plain text, where there is no room for a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.graph.quantity import symbol
from quizapp.presenting import prose
from quizapp.presenting.amounts import figure

_NAME = re.compile(
    r"(?P<letter>[^_^]+)(?:\^\{(?P<above>[^{}]*)\})?(?:_\{(?:\\text\{)?(?P<below>[^{}]*)\}*)?"
)


@dataclass(frozen=True)
class Name:
    """A symbol: its letter in mathematical italics, with superscript and subscript."""

    letter: str
    above: str = ""
    below: str = ""


def name(array: str, index: tuple[int, ...] = (), shape: tuple[int, ...] = ()) -> Name:
    """The symbol of an array's entry."""
    latex = symbol(array, index, shape)
    if match := _NAME.fullmatch(latex):
        letters = prose.text(f"${match['letter']}$")
        return Name("".join(map(_italic, letters)), match["above"] or "", match["below"] or "")
    return Name(latex)


def number(value: float) -> str:
    """A given number, with a true minus sign."""
    return figure(float(value))


def _italic(letter: str) -> str:
    if not (letter.isascii() and letter.isalpha()):
        return letter
    if letter == "h":
        return "\u210e"  # the one italic letter outside Unicode's block
    first = 0x1D434 - ord("A") if letter.isupper() else 0x1D44E - ord("a")
    return chr(first + ord(letter))
