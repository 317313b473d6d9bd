"""The problems that a learner reported, and what the authors replied."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from quizapp.models import Complaint, Learner, Revision, one_at_a_time

from .served import Served

LONGEST = 2000  # characters of a report or a reply
MOST, WITHIN = 10, timedelta(days=1)
_NEW_REPLIES = select(func.count(Complaint.id)).where(
    Complaint.learner_id == bindparam("learner"), Complaint.settled_at.is_not(None),
    Complaint.seen_at.is_(None),
)  # fmt: skip


class TooManyReports(ValueError):
    """The learner has reported so many problems that the authors could not read them."""


def complain(
    session: Session, learner: Learner, served: Served, text: str, *, now: datetime
) -> None:
    """Report a problem with a question as it was shown; the same report again is one."""
    one_at_a_time(session, learner)
    text = text[:LONGEST]
    mine = select(Complaint).where(Complaint.learner_id == learner.id)
    same = mine.where(Complaint.revision_id == served.revision.id, Complaint.text == text)
    if session.scalar(same.limit(1)):
        return
    recent = mine.where(Complaint.created_at > now - WITHIN)
    if (session.scalar(select(func.count()).select_from(recent.subquery())) or 0) >= MOST:
        raise TooManyReports(
            f"You've reported {MOST} problems within a day. Please send the next one tomorrow."
        )
    session.add(
        Complaint(
            learner_id=learner.id, revision_id=served.revision.id, seed=served.seed,
            params=dict(served.exercise.params), text=text, created_at=now,
        )
    )  # fmt: skip


def own_reports(session: Session, learner: Learner) -> list[Complaint]:
    """What the learner reported, newest first."""
    question = joinedload(Complaint.revision).joinedload(Revision.question)
    mine = select(Complaint).where(Complaint.learner_id == learner.id).options(question)
    return list(session.scalars(mine.order_by(Complaint.created_at.desc(), Complaint.id.desc())))


def new_replies(session: Session, learner: Learner) -> int:
    """How many of the learner's reports were settled since they last looked."""
    return session.scalar(_NEW_REPLIES, {"learner": learner.id}) or 0


def see_replies(
    session: Session, learner: Learner, shown: Collection[int], *, now: datetime
) -> None:
    """Note that the learner has seen the replies to these reports of theirs."""
    for one in own_reports(session, learner):
        if one.id in shown and one.settled_at and one.seen_at is None:
            one.seen_at = now
