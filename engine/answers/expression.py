"""A formula over declared symbols; any form of it that has the same values is right."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import BadQuestion, Unreadable
from ..formula import Formula, declared, equal, has_value, parse, probe, rounded_e, to_latex
from ..readings.decimals import told_apart
from ..readings.digits import minus
from ._base import CORRECT, NAMED, WRONG, Answer, Misconception, PartMark, answer, nonblank
from ._named_wrong import check_wrong

EVERYWHERE = (-2.0, 2.0)  # the domain of a symbol whose author gave none


@dataclass(frozen=True)
class WrongFormula:
    """A wrong answer worth naming."""

    formula: str
    name: str
    remark: str


@answer
@dataclass(frozen=True)
class ExpressionAnswer(Answer):
    """`formula` over `symbols`; `domain` bounds those that may not take every value in [-2, 2]."""

    kind: ClassVar[str] = "expression"

    formula: str
    symbols: tuple[str, ...]
    domain: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    wrong: tuple[WrongFormula, ...] = ()

    def read(self, raw: str) -> Formula:
        nonblank(raw)
        found = parse(raw, self.symbols)
        if rounded := rounded_e(found):
            raise Unreadable(f"Write e itself: {rounded} is only near it.", raw.find(rounded))
        if not has_value(found, self._domain):
            raise Unreadable("This formula has no real value anywhere: please look at it again.")
        return found

    def read_as(self, raw: str) -> str:
        """What was read, as LaTeX to show back to the learner; raises `Unreadable`."""
        return to_latex(self.read(raw))

    def judge(self, response: Formula) -> PartMark:
        _, difference = probe(self._tree(self.formula), response, self._domain)
        if difference is None:
            return PartMark(CORRECT, 1.0)
        for entry in self.wrong:
            if equal(self._tree(entry.formula), response, self._domain):
                return PartMark(f"{NAMED}{entry.name}", 0.0, entry.remark)
        point = ", ".join(
            f"{name} = {minus(f'{number:g}')}" for name, number in difference.point.items()
        )
        given, right = told_apart(difference.other, difference.key)
        remark = (
            f"We read this as ${to_latex(response)}$. At {point or 'any point'} it gives "
            f"{minus(given)}; the correct value is {minus(right)}."
        )
        return PartMark(WRONG, 0.0, remark)

    def write(self) -> str:
        return self.formula

    @property
    def key(self) -> str:
        return self.formula

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        return tuple(
            Misconception(entry.name, entry.formula, entry.formula, entry.remark)
            for entry in self.wrong
        )

    @property
    def _domain(self) -> dict[str, tuple[float, float]]:
        return {name: self.domain.get(name, EVERYWHERE) for name in self.symbols}

    def _tree(self, formula: str) -> Formula:
        return parse(formula, self.symbols)

    def near_misses(self) -> tuple[str, ...]:
        return tuple(f"({self.formula}){bent}" for bent in ("+1", "-0.001", "*1.001+0.0001"))

    @classmethod
    def samples(cls) -> tuple[ExpressionAnswer, ...]:
        tanh = WrongFormula("1 - a^2", "slope_of_tanh", "That is the slope of tanh.")
        return (
            cls("a*(1-a)", ("a",), {"a": (0.1, 0.9)}, (tanh,)),
            cls("2/n*(y - t)*w_2*sigma'(z)", ("n", "y", "t", "w_2", "z"), {"n": (1, 9)}),
            cls("max(0, z)", ("z",)),
            cls("1/4", ()),
        )

    def check(self) -> None:
        spellings = [declared(name) for name in self.symbols]
        for index, spelling in enumerate(spellings):
            if not spelling or spelling in spellings[:index]:
                raise BadQuestion(
                    "A symbol is a name such as a, eta, h_1; this one is none, or there already.",
                    ("symbols", index),
                )
        for name, (low, high) in self.domain.items():
            if name not in self.symbols:
                raise BadQuestion(f"{name} is not among the symbols.", ("domain", name))
            if not (math.isfinite(low) and math.isfinite(high) and low < high):
                raise BadQuestion("A domain is [low, high] with low < high.", ("domain", name))
        self._check_formula(self.formula, ("formula",))
        for index, entry in enumerate(self.wrong):
            self._check_formula(entry.formula, ("wrong", index, "formula"))
        check_wrong(self.wrong, "formula", lambda entry: self.mark(entry.formula).verdict)

    def _check_formula(self, text: str, where: tuple[str | int, ...]) -> None:
        try:
            tree = parse(text, self.symbols)
        except Unreadable as error:
            raise BadQuestion(str(error), where) from None
        if not equal(tree, tree, self._domain):
            raise BadQuestion(
                "It has no value in most of the domain: give the symbols an [answer.domain].", where
            )
