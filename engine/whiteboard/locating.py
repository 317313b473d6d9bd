"""Where a wrong line is wrong: the factor, the path, the sign, the entry."""

from __future__ import annotations

from dataclasses import dataclass

from ..formula import Formula, value
from .check import Checker, same
from .reading import Reader


@dataclass(frozen=True)
class Located:
    remark: str
    misconceptions: tuple[str, ...] = ()
    marked: str = ""

    def latex(self, plain: str) -> str:
        return self.marked or plain


def locate(checker: Checker, subject: str, wrong: Formula, reader: Reader) -> Located:
    if not subject:
        return Located("Both sides differ.")
    right, found = checker.symbol(subject), checker.values(wrong)
    if same(-right, found):
        return Located("The sign is turned round.")
    here = value(wrong, checker.points[0][0])
    return Located(
        f"At the numbers of this exercise it is {here:.4g}, and "
        f"${checker.vocabulary.latex(subject)}$ is {right[0]:.4g}."
    )
