"""Saved questions, flags and notes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from quizapp.models import Keepsake, Learner

LONGEST = 2000  # characters of a note


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
