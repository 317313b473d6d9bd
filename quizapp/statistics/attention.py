"""Which questions need an author's attention, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import sqrt

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.answers._base import NAMED
from quizapp.bank.learner_reports import unsettled
from quizapp.models import QuestionSums, QuestionTally
from quizapp.presenting.amounts import count, figure, percent

from .contribution import OPTION, PART, WHOLE
from .item_figures import RELIABLE, Figures

HARD, EASY = 0.2, 0.95
WEAK = 0.2  # a discrimination that hardly tells anybody apart
GAVE_UP = 0.3  # of those who were asked


def reasons(session: Session, found: Iterable[Figures]) -> dict[int, list[str]]:
    """By question id, the most pressing reason first; questions without any are left out."""
    reported, mistaken = unsettled(session), _mistakes(session)
    said = {
        one.question_id: list(_reasons(one, reported, mistaken))
        for one in found
        if one.is_shown or one.question_id in reported
    }
    return {key: value for key, value in said.items() if value}


def _reasons(
    one: Figures, reported: Mapping[int, int], mistaken: Mapping[int, str]
) -> Iterable[str]:
    if number := reported.get(one.question_id):
        yield f"{count(number, 'report')} to settle."
    if not one.is_shown or one.answers < RELIABLE:
        return
    found = one.discrimination if one.is_reliable else None
    # what it may be for all we know: chance alone gives each 20 people ±0.45
    at_most = 1.0 if found is None else found + 2 / sqrt(one.compared)
    if at_most < 0:
        yield (
            f"People who do well on other questions do worse on this one (discrimination "
            f"{figure(found, 2)}). Check the correct answer."
        )
    if said := mistaken.get(one.question_id):
        yield said
    if one.facility < HARD:
        yield f"Very hard: the mean score is {percent(one.facility)}."
    if one.facility > EASY:
        yield f"Very easy: the mean score is {percent(one.facility)}."
    elif 0 <= at_most < WEAK:
        yield (
            f"Strong and weak learners do about as well (discrimination {figure(found, 2)}). "
            "Is the wording clear?"
        )
    if one.untried > GAVE_UP * one.answers:
        yield f"{percent(one.untried / one.answers)} ask for the solution without trying."


def _mistakes(session: Session) -> dict[int, str]:
    """Questions where more than half make the same mistake, which may be the question's own."""
    rows = select(
        QuestionTally.question_id, QuestionTally.about, QuestionTally.what, QuestionTally.value,
        QuestionTally.people, QuestionSums.answers,
    ).join(QuestionSums, QuestionSums.question_id == QuestionTally.question_id)  # fmt: skip
    shared = rows.where(
        QuestionSums.answers >= RELIABLE,
        2 * QuestionTally.people > QuestionSums.answers,
        QuestionTally.about.in_((OPTION, PART)),
        2 * QuestionTally.score < WHOLE * QuestionTally.people,
    )
    found: dict[int, str] = {}
    for question, about, what, value, people, answers in session.execute(shared):
        share = percent(people / answers)
        if about == OPTION:
            found[question] = (
                f"{share} choose option {value.upper()} of revision {what}, which is wrong."
            )
        elif value.startswith(NAMED):
            found.setdefault(
                question, f"{share} make the same mistake: {value.removeprefix(NAMED)}."
            )
    return found
