"""Whether the formulas that an author wrote for activations can be computed and shown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..errors import BadQuestion, Unreadable
from ..formula import Formula, has_value, probe
from ..ops._base import OPS
from .graph_data import FormulaData
from .own_activation import INPUT, RULES, read, unknown
from .slope import slope_of

LONGEST = 120  # characters of a formula
MOST = 4
RANGE = {INPUT: (-3.0, 3.0)}
_NAME = re.compile(r"[a-zA-Z]{1,12}\d?")


def check_formulas(formulas: Mapping[str, FormulaData]) -> None:
    """`BadQuestion` names the formula that is wrong, and what to write."""
    if len(formulas) > MOST:
        raise BadQuestion(f"A graph has at most {MOST} formulas.", ("graph", "formulas"))
    for name, said in formulas.items():
        where = ("graph", "formulas", name)
        if not _NAME.fullmatch(name) or name in OPS or name == "none":
            advice = "Choose another name, like f or swish2."
            raise BadQuestion(f"{name} can't name a formula. {advice}", where)
        rule = _read(said.rule, (*where, "rule"))
        if not has_value(rule, RANGE):
            raise BadQuestion("This has no value for any z from −3 to 3.", (*where, "rule"))
        if said.slope:
            _compare(slope_of(rule), _read(said.slope, (*where, "slope")), (*where, "slope"))


def _read(text: str, where: tuple[str, ...]) -> Formula:
    if not text.strip() or len(text) > LONGEST:
        raise BadQuestion(f"Write a formula in z of at most {LONGEST} characters.", where)
    try:
        formula = read(text)
    except Unreadable as error:
        raise BadQuestion(f"{error}", where) from None
    if name := unknown(formula):
        known = ", ".join(one for one in RULES if one.isalpha() and one != "neg")
        raise BadQuestion(f"An activation can't have {name}. There are {known}.", where)
    return formula


def _compare(right: Formula, said: Formula, where: tuple[str, ...]) -> None:
    """`BadQuestion` at a point where the author's derivative is another one."""
    _, difference = probe(right, said, RANGE)
    if difference:
        at = difference.point[INPUT]
        raise BadQuestion(
            f"At z = {at:g} this is {difference.other:.4g}, but the derivative is "
            f"{difference.key:.4g}. Correct it, or leave it out.", where)  # fmt: skip
