"""Which questions need an author's attention, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.answers._base import NAMED
from quizapp.models import Complaint, QuestionSums, QuestionTally, Revision
from quizapp.presenting.amounts import count, figure, percent

from .contribution import OPTION, PART, WHOLE
from .figures import RELIABLE, Figures

HARD, EASY = 0.2, 0.95
WEAK = 0.1  # a discrimination that hardly tells anybody apart
GAVE_UP = 0.3  # of those who were asked


def reasons(session: Session, found: Iterable[Figures]) -> dict[int, list[str]]:
    """By question id, the most pressing reason first; questions without any are left out."""
    reported, mistaken = _reports(session), _mistakes(session)
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
    if found is not None and found < 0:
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
    elif found is not None and 0 <= found < WEAK:
        yield (
            f"Strong and weak learners do about as well (discrimination {figure(found, 2)}). "
            "Is the wording clear?"
        )
    if one.untried > GAVE_UP * one.answers:
        yield f"{percent(one.untried / one.answers)} ask for the solution without trying."


def _reports(session: Session) -> dict[int, int]:
    """The number of unsettled reports of each question."""
    query = select(Revision.question_id, func.count(Complaint.id)).join(Complaint.revision)
    query = query.where(Complaint.settled_at.is_(None)).group_by(Revision.question_id)
    return {question: number for question, number in session.execute(query)}


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
