"""Marking texts again by a rubric that has learnt another phrasing, where that earns more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import Mark, mark
from quizapp.bank.load import read_question
from quizapp.models import Attempt, Question, Revision, correct, latest_revision, uncorrected

REASON = "We now understand another way of saying one of the points."


def underrated(session: Session, question: Question) -> list[tuple[Attempt, Mark]]:
    """The answers to a short-answer question that its latest rubric gives more, with that mark.

    Those that were corrected before are left alone. Changes nothing.
    """
    latest = latest_revision(session, question.id)
    if latest is None:
        return []
    exercise = read_question(latest.text).exercise(0)
    query = (
        select(Attempt)
        .join(Attempt.revision)
        .where(Revision.question_id == question.id, uncorrected())
    )
    rows = [(attempt, mark(exercise, attempt.responses)) for attempt in session.scalars(query)]
    return [(attempt, marked) for attempt, marked in rows if marked.score > attempt.score + 1e-9]


def reread(session: Session, found: Iterable[tuple[Attempt, Mark]], *, now: datetime) -> None:
    """Store the new marks and keep the former ones; the caller commits."""
    for attempt, marked in found:
        correct(session, attempt, fingerprint=attempt.fingerprint, mark=marked.as_dict(),
                reason=REASON, now=now)  # fmt: skip
