"""What reviewers gave back to its author: drafts, and changes, whose texts the log keeps."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import DRAFT, Act, Learner, Question

from .proposals import CHANGE_ACTS

LISTED = timedelta(days=30)
REVIEWS = (*CHANGE_ACTS, "submit", "send back", "publish")


def dropped(session: Session, question: Question) -> Act | None:
    """The last change of the question, if it was declined or withdrawn and its text is kept."""
    said = select(Act).where(Act.question_id == question.id, Act.name.in_(CHANGE_ACTS))
    last = session.scalar(said.order_by(Act.id.desc()).limit(1))
    is_dropped = last is not None and last.name in ("decline", "withdraw")
    return last if last and is_dropped and "text" in last.detail else None


def given_back(session: Session, author: Learner, now: datetime) -> list[tuple[Question, Act]]:
    """What this author was given back lately and has not sent again, the newest first."""
    theirs = select(Act).where(
        Act.person_id == author.id,
        Act.name.in_(("decline", "send back")),
        Act.created_at > now - LISTED,
    )
    found: dict[int, tuple[Question, Act]] = {}
    for act in session.scalars(theirs.order_by(Act.id.desc())):
        question = session.get(Question, act.question_id) if act.question_id else None
        if question and question.id not in found and _is_last(session, question, act):
            found[question.id] = (question, act)
    return list(found.values())


def _is_last(session: Session, question: Question, act: Act) -> bool:
    """Whether nothing was sent since."""
    since = select(Act.id).where(
        Act.question_id == question.id, Act.name.in_(REVIEWS), Act.id > act.id
    )
    return session.scalar(since.limit(1)) is None and (
        act.name == "decline" or question.stage == DRAFT
    )
