"""Notices to a learner about answers that were marked again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, contains_eager

from quizapp.models import Attempt, Correction, Learner, Revision

_UNSEEN = (
    select(Correction)
    .join(Correction.attempt)
    .join(Attempt.revision)
    .join(Revision.question)
    .options(
        contains_eager(Correction.attempt)
        .contains_eager(Attempt.revision)
        .contains_eager(Revision.question)
    )
    .where(Correction.learner_id == bindparam("learner"), Correction.seen_at.is_(None))
)  # in no order: databases would go through the whole log for it


def unseen(session: Session, learner: Learner) -> list[Correction]:
    """The corrections that the learner has not seen yet, in order of their answers."""
    found = session.scalars(_UNSEEN, {"learner": learner.id})
    return sorted(found, key=lambda one: (one.attempt.created_at, one.attempt_id))


def headline(number: int) -> str:
    """A sentence that says how many answers were marked again."""
    if number == 1:
        return "We found a mistake in our answers and marked one of your answers again."
    return f"We found a mistake in our answers and marked {number} of your answers again."


def reasons(corrections: Iterable[Correction]) -> list[str]:
    """What was wrong, without repetitions."""
    return list(dict.fromkeys(correction.reason for correction in corrections))


def correction_of(session: Session, attempt: Attempt) -> Correction | None:
    """The attempt's former mark, if it was marked again."""
    return session.get(Correction, (attempt.learner_id, attempt.id))


def mark_seen(
    session: Session, learner: Learner, attempts: Collection[int], *, now: datetime
) -> None:
    """Note that the learner has seen the corrections of these attempts."""
    for correction in unseen(session, learner):
        if correction.attempt_id in attempts:
            correction.seen_at = now
