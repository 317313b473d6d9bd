"""What the page of a mark says first: the verdict, one sentence and the reason behind it."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.answers._base import NAMED
from engine.exercise.exercise import Exercise, Step
from engine.exercise.folded import in_full, left_side
from engine.exercise.statement import sentence
from quizapp.presenting import phrases
from quizapp.presenting.verdicts import NOT_ANSWERED, Verdict, outcome, verdict

from .blanks import PageBlank

_NUMBER = re.compile(r"(?:at|or) \$(.+?)\$")  # "a slip on the way, at $i$", "That was at $i$."


@dataclass(frozen=True)
class MarkSummary:
    """`sentence` and `reason` are Markdown; `first` is the blank that the reason is about."""

    verdict: Verdict
    score: float | None  # where the verdict does not say it
    sentence: str
    reason: str = ""
    first: PageBlank | None = None
    off: tuple[PageBlank, ...] = ()  # all blanks that lost credit

    @property
    def untried(self) -> bool:
        """Whether nothing was answered: the solution was asked for."""
        return self.verdict is NOT_ANSWERED


def summary(
    exercise: Exercise,
    blanks: Sequence[PageBlank],
    mark: Mapping[str, Any],
    spots: Container[str] = (),
) -> MarkSummary:
    """The summary of a mark; `spots` are the parts that have a box in the picture."""
    off = tuple(blank for blank in blanks if blank.off)
    if all(blank.mark and blank.mark.verdict == "unreadable" for blank in blanks):
        return MarkSummary(NOT_ANSWERED, None, phrases.NOT_COUNTED, off=off)
    if len(blanks) == 1:
        return _of_one(exercise, blanks[0], off)
    first = next((blank for blank in off if blank.text), None)
    score = mark["score"]
    said = _linked(mark.get("account", ""), off, spots)
    why = reason(exercise, first) if first else ""
    return MarkSummary(outcome(score), score, said, why, first, off)


def _of_one(exercise: Exercise, blank: PageBlank, off: tuple[PageBlank, ...]) -> MarkSummary:
    assert blank.mark
    shown = verdict(blank.mark.verdict, blank.mark.credit, blank.given)
    score = blank.mark.credit if 0 < blank.mark.credit < 1 else None
    return MarkSummary(shown, score, reason(exercise, blank), "", blank if off else None, off)


def reason(exercise: Exercise, blank: PageBlank) -> str:
    """Why a blank got its mark; "" if the correct answer beside it says as much."""
    assert blank.mark
    remark = blank.way.reason(blank.mark.remark)
    if remark.startswith("The correct value is"):
        return ""
    if exercise.graph and blank.mark.verdict.startswith(NAMED):
        return phrases.likely(remark)
    return sentence(remark) if remark else ""


def gone_wrong(exercise: Exercise, blank: PageBlank) -> set[str]:
    """The blank that the reason is about, and the numbers on the way that its remark names."""
    named = set(_NUMBER.findall(blank.mark.remark if blank.mark else ""))
    onward = {step.quantity for step in exercise.steps if left_side(step) in named}
    return {blank.part.name} | (onward - {part.name for part in exercise.parts})


def steps_to(exercise: Exercise, quantities: Container[str]) -> tuple[Step, ...]:
    """The steps that find these quantities, each with the sentence that explains it."""
    return tuple(
        replace(step, likewise=False)
        for run in in_full(exercise.steps)
        for step in run
        if step.quantity in quantities
    )


def _linked(account: str, off: Sequence[PageBlank], spots: Container[str]) -> str:
    """The account with a link from each blank that it names to where that is shown."""
    for blank in off:
        where = f"{blank.id}-spot" if blank.part.name in spots else f"{blank.id}-row"
        label = f"${blank.part.label}$" if blank.part.label else blank.part.name
        account = account.replace(label, f"[{label}](#{where})", 1)
    return account
