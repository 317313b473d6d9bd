"""Symbols and numbers as they are drawn, where there is no room for a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.quantity import symbol

_NAME = re.compile(r"([A-Za-z]+)(?:\^\{(.*?)\})?(?:_\{(.*?)\})?")


@dataclass(frozen=True)
class Name:
    """A symbol: its letter in mathematical italics, what stands above it and what below."""

    letter: str
    above: str = ""
    below: str = ""


def name(array: str, index: tuple[int, ...] = (), shape: tuple[int, ...] = ()) -> Name:
    """The symbol of an entry as it is drawn."""
    latex = symbol(array, index, shape)
    if match := _NAME.fullmatch(latex):
        return Name("".join(map(_italic, match[1])), match[2] or "", match[3] or "")
    return Name(latex)


def number(value: float) -> str:
    """A given number, with a true minus sign."""
    return f"{float(value):g}".replace("-", "\u2212")


def _italic(letter: str) -> str:
    if letter == "h":
        return "\u210e"  # Unicode had this one before the others
    first = 0x1D434 - ord("A") if letter.isupper() else 0x1D44E - ord("a")
    return chr(first + ord(letter))
