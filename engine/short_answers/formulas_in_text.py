"""Formulas inside a text, read as every formula is read, and compared by their values."""

from __future__ import annotations

import re
from functools import lru_cache

from ..errors import Unreadable
from ..formula import Formula, equal, parse

MOST = 12  # formulas of a text that are tried
LONG = 200  # characters of one
_PIECE = re.compile(
    r"\$+([^$]{3,200})\$+|((?:[\w\\{}()^*/·×√σηδ∂'.]+\s*[-+−*/·×^]\s*)+[\w\\{}()^'.]+)"
)
_SIDES = re.compile(r"=|\\leftarrow|←|:=|\\to|<-")
_NAME = re.compile(r"[A-Za-z]+(?:_\w+)?")
_FUNCTIONS = {"exp", "ln", "log", "max", "min", "sqrt", "tanh", "sigma", "sum"}
RANGE = (0.1, 2.0)  # where every symbol is compared


def says_formula(text: str, wanted: str) -> tuple[int, int] | None:
    """Where a text has a formula with the values of the wanted one; None where it hasn't."""
    tree, symbols = _wanted(wanted)
    domain = dict.fromkeys(symbols, RANGE)
    for found in list(_PIECE.finditer(text))[:MOST]:
        group = 1 if found[1] else 2
        start = found.start(group)
        for side in _sides(found[group]):
            given = _read(side, symbols)
            if given is not None and equal(tree, given, domain):
                at = start + found[group].index(side)
                return at, at + len(side)
    return None


def _sides(piece: str) -> list[str]:
    return [side for side in (each.strip() for each in _SIDES.split(piece)) if 2 < len(side) < LONG]


def _read(side: str, symbols: tuple[str, ...]) -> Formula | None:
    try:
        return parse(side, symbols)
    except Unreadable:
        return None


@lru_cache(maxsize=256)
def _wanted(formula: str) -> tuple[Formula, tuple[str, ...]]:
    names = dict.fromkeys(name for name in _NAME.findall(formula) if name not in _FUNCTIONS)
    return parse(formula, tuple(names)), tuple(names)
