"""A second pair of eyes for changes of published questions, where the settings ask for it.

Until somebody else approves the change, learners are asked the question as it was.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import (
    PUBLISHED,
    REVIEWER,
    Learner,
    Proposal,
    Question,
    Revision,
    latest_revision,
)

from . import edit
from .acts import record
from .answered import type_problems
from .publishable import worsened

SENT = (
    "Sent for review: a reviewer other than you has to approve it. Until then, learners are asked "
    "the question as it was."
)


class CannotApprove(ValueError):
    """Somebody may not approve a change; says who may."""


def waits(question: Question | None, review: bool) -> bool:
    """Whether a change of this question needs an approval."""
    return review and question is not None and question.state == PUBLISHED


def proposed(session: Session, question: Question) -> Proposal | None:
    """The change that waits for an approval, if there is one."""
    return session.get(Proposal, question.id)


def all_proposed(session: Session) -> list[Proposal]:
    """Every change that waits, the oldest first."""
    return list(session.scalars(select(Proposal).order_by(Proposal.created_at)))


def propose(
    session: Session,
    question: Question,
    text: str,
    *,
    author: Learner,
    note: str,
    base_number: int,
    now: datetime,
) -> Proposal | None:
    """Let this change wait for approval, instead of one that waits already; None if there is none.

    Raises `Rejected` or `Conflict`, as saving would. The caller commits.
    """
    text = text.replace("\r\n", "\n")
    edit.check_revision(session, question, text)
    latest = latest_revision(session, question.id)
    if latest is None or latest.number != base_number:
        raise edit.Conflict(latest) if latest else KeyError(question.slug)
    if latest.text == text:
        return None
    if found := worsened(session, question, text, question.slug):
        raise edit.Rejected(found)
    row = session.merge(
        Proposal(
            question_id=question.id,
            base_number=base_number,
            text=text,
            note=note,
            author_id=author.id,
            created_at=now,
        )
    )
    record(session, "propose", by=author, now=now, question=question, note=note)
    return row


def may_decide(proposal: Proposal, person: Learner) -> bool:
    """Whether this person's eyes are the second pair."""
    return person.may(REVIEWER) and proposal.author_id != person.id


def approve(session: Session, proposal: Proposal, *, by: Learner, now: datetime) -> Revision:
    """Make the change the revision in use; raises `CannotApprove` or `Conflict`."""
    if not may_decide(proposal, by):
        raise CannotApprove("A reviewer other than its author has to approve this change.")
    question, latest = proposal.question, latest_revision(session, proposal.question_id)
    if latest is None or latest.number != proposal.base_number:
        raise CannotApprove(
            "The question has changed since. Its author has to edit it again, and propose that."
        )
    place, text = question.slug, proposal.text
    fixed = type_problems(session, question, text, place)
    if fixed := fixed or worsened(session, question, text, place):
        raise CannotApprove(f"{fixed[0].what} {fixed[0].advice}")
    number = proposal.base_number + 1
    added = edit.write_revision(
        session,
        question,
        proposal.text,
        number=number,
        author=proposal.author,
        note=proposal.note,
        now=now,
    )
    session.delete(proposal)
    record(session, "approve", by=by, now=now, question=question, revision=number)
    return added


def drop(session: Session, proposal: Proposal, *, by: Learner, now: datetime) -> None:
    """Decline the change, or withdraw one's own."""
    if not may_decide(proposal, by) and proposal.author_id != by.id:
        raise CannotApprove("Only its author or a reviewer can decline this change.")
    record(session, "decline", by=by, now=now, question=proposal.question)
    session.delete(proposal)
