"""What was typed and not sent yet: it survives a reload, signing out and a restart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import Attempt, Draft, Learner

SHOWN = 5  # drafts to go on with


def keep_draft(
    session: Session,
    learner: Learner,
    place: str,
    content: Mapping[str, Any],
    *,
    token: str,
    now: datetime,
) -> None:
    """Keep what was typed at a place (a page's address), unless its answer is in already."""
    sent = select(Attempt.id).where(Attempt.learner_id == learner.id, Attempt.token == token)
    if session.scalar(sent) is None:
        session.merge(
            Draft(learner_id=learner.id, place=place, content=dict(content), updated_at=now)
        )


def draft(session: Session, learner: Learner, place: str) -> dict[str, Any] | None:
    """What was typed there; None for nothing."""
    found = session.get(Draft, (learner.id, place))
    return found.content if found else None


def drop_draft(session: Session, learner: Learner, place: str) -> None:
    """Forget it: it was sent."""
    if found := session.get(Draft, (learner.id, place)):
        session.delete(found)


def drafts(session: Session, learner: Learner) -> list[Draft]:
    """The latest drafts of answers, newest first."""
    mine = select(Draft).where(Draft.learner_id == learner.id, Draft.place.startswith("/practice/"))
    return list(session.scalars(mine.order_by(Draft.updated_at.desc()).limit(SHOWN)))
