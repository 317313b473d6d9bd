"""One blank of a passage: a number, a formula, or words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..errors import BadQuestion, Unreadable
from ._named_wrong import check_wrong
from ._words import Words, WrongWords
from .expression import ExpressionAnswer, WrongFormula
from .number import NumberAnswer, WrongNumber


@dataclass(frozen=True)
class WrongBlank:
    """A wrong answer worth naming: `text`, `value` or `formula`, as the blank is filled."""

    name: str
    remark: str
    text: str = ""
    value: float | None = None
    formula: str = ""

    @property
    def written(self) -> str:
        """As a learner would type it."""
        return self.text or self.formula or f"{self.value!r}"


@dataclass(frozen=True)
class Blank:
    """`accept` lists spellings, or `value` and `decimals` say a number, or `formula` a formula.

    `lower` and `upper` bound what a number may be, as in a question that asks for it alone.
    """

    accept: tuple[str, ...] = ()
    slips: int = 0
    value: float | None = None
    decimals: int = 0
    unit: str = ""
    lower: float | None = field(default=None, repr=False)  # not in what fingerprints were made of
    upper: float | None = field(default=None, repr=False)
    formula: str = ""
    symbols: tuple[str, ...] = ()
    domain: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    wrong: tuple[WrongBlank, ...] = ()

    @cached_property
    def answer(self) -> Words | NumberAnswer | ExpressionAnswer:
        """What is expected of it."""
        if self.value is not None:
            numbers = (WrongNumber(w.value or 0.0, w.name, w.remark) for w in self.wrong)
            bounds = self.lower, self.upper
            return NumberAnswer(self.value, self.decimals, self.unit, tuple(numbers), *bounds)
        if self.formula:
            formulas = (WrongFormula(w.formula, w.name, w.remark) for w in self.wrong)
            return ExpressionAnswer(self.formula, self.symbols, self.domain, tuple(formulas))
        words = (WrongWords(w.text, w.name, w.remark) for w in self.wrong)
        return Words(self.accept, self.slips, tuple(words))

    def check(self) -> None:
        """Raise `BadQuestion` where it makes no fair blank."""
        if [bool(self.accept), self.value is not None, bool(self.formula)].count(True) != 1:
            raise BadQuestion("Give a blank `accept`, `value` or `formula`: one of them.")
        key = "text" if self.accept else "formula" if self.formula else "value"
        for index, entry in enumerate(self.wrong):
            if getattr(entry, key) in ("", None):
                raise BadQuestion(f"Give this wrong answer its {key}.", ("wrong", index))
        self.answer.check()
        check_wrong(self.wrong, key, lambda entry: self._verdict(entry.written))

    def _verdict(self, text: str) -> str:
        try:
            return self.answer.judge(self.answer.read(text)).verdict  # type: ignore[arg-type]
        except Unreadable as error:
            raise BadQuestion(f"A wrong answer cannot be read: {error}", ("wrong",)) from None
