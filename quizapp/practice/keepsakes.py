"""Saved questions, flags and notes, and reports of problems."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from quizapp.models import Complaint, Keepsake, Learner

from .served import Served

LONGEST = 2000  # characters of a note or a report


def keepsake(session: Session, learner: Learner, question_id: int, *, now: datetime) -> Keepsake:
    """What the learner saved about the question; a new, empty row if there is none."""
    found = session.get(Keepsake, (learner.id, question_id))
    if found is None:
        found = Keepsake(
            learner_id=learner.id, question_id=question_id, bookmarked=False, flagged=False,
            note="", updated_at=now,
        )  # fmt: skip
        session.add(found)
    found.updated_at = now
    return found


def keepsake_of(session: Session, learner: Learner | None, question_id: int) -> Keepsake | None:
    """What the learner saved about the question, if anything."""
    return session.get(Keepsake, (learner.id, question_id)) if learner else None


def skip(session: Session, learner: Learner, question_id: int, *, now: datetime) -> None:
    """Put the question off, so that others come first."""
    keepsake(session, learner, question_id, now=now).skipped_at = now


def kept(session: Session, learner: Learner) -> list[Keepsake]:
    """Everything bookmarked, flagged or noted, newest first."""
    mine = select(Keepsake).options(joinedload(Keepsake.question))
    some = or_(Keepsake.bookmarked, Keepsake.flagged, Keepsake.note != "")
    found = mine.where(Keepsake.learner_id == learner.id, some)
    return list(session.scalars(found.order_by(Keepsake.updated_at.desc())))


def complain(
    session: Session, learner: Learner, served: Served, text: str, *, now: datetime
) -> None:
    """Report a problem with a question as it was shown."""
    session.add(
        Complaint(
            learner_id=learner.id, revision_id=served.revision.id, seed=served.seed,
            params=dict(served.exercise.params), text=text[:LONGEST], created_at=now,
        )
    )  # fmt: skip


def complaints(session: Session) -> list[Complaint]:
    """Reports that are not settled yet, oldest first."""
    return list(session.scalars(
        select(Complaint).where(Complaint.settled_at.is_(None)).order_by(Complaint.created_at)
    ))  # fmt: skip
