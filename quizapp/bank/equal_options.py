"""Formulas to choose from that are written differently and mean the same.

Only what is surely a formula of numbers is compared: matrices don't commute, and f(2x) isn't 2f(x).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from engine import Unreadable
from engine.formula import Formula, equal, parse, probe
from engine.formula.compare import ENOUGH
from engine.formula.tree import Symbol, program

from .lines import Found, Where

Chosen = Iterable[tuple[str, Where, str]]  # the group of each text, its place, the text

_ALONE = re.compile(r"\s*\$\$?([^$]{1,200})\$\$?\s*\.?\s*")
_MATRIX = r"(?<!\\)[A-Z]|\\(?:math|top|vec|partial|nabla|bm|bold)"
_FUNCTION = r"(?:\\(?:sigma|phi|varphi|psi|delta)|\b[fghpquv])(?:_\w|')*\s*(?:\\left)?\("
_NO_NUMBER = re.compile(f"{_MATRIX}|{_FUNCTION}")
_SYMBOL = re.compile(r"(?:\\[a-z]+|[a-z])(?:_(?:\{\w+\}|\w))?")
_BOTH_SIGNS, _POSITIVE = (-2.0, 2.0), (0.1, 2.0)


def equal_options(chosen: Chosen) -> Iterator[Found]:
    """What equals an earlier text of its group by algebra."""
    read = [(group, where, text, formula) for group, where, text in chosen
            if (formula := _formula(text))]  # fmt: skip
    for (one, _, before, left), (other, where, text, right) in combinations(read, 2):
        if one == other and before != text and _same(left, right):
            what = f"{text.strip()} equals {before.strip()}, which can be chosen too."
            yield where, what, "Make them differ, or remove one."


def _same(left: Formula, right: Formula) -> bool:
    names = {one.name for tree in (left, right) for one in program(tree) if isinstance(one, Symbol)}
    usable, difference = probe(left, right, dict.fromkeys(names, _BOTH_SIGNS))
    if difference or usable >= ENOUGH:
        return difference is None
    return equal(left, right, dict.fromkeys(names, _POSITIVE))  # of ln x ln y there was too little


def _formula(text: str) -> Formula | None:
    """The formula that is all of a text; None if it is anything else."""
    found = _ALONE.fullmatch(text)
    if not found or _NO_NUMBER.search(found[1]):
        return None
    try:
        return parse(found[1], dict.fromkeys(_SYMBOL.findall(found[1])))
    except (Unreadable, ValueError):
        return None
