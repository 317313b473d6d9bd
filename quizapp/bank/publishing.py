"""Publishing a question: until then, learners are not asked it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import (
    DRAFT,
    IN_REVIEW,
    PUBLISHED,
    REVIEWER,
    Act,
    Learner,
    Question,
    Revision,
    latest_revision,
)

from . import acts
from .file_problem import Problem
from .publishable import publish_problems


class NotReady(ValueError):
    """The question cannot be published; `problems` says why, line by line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class NotSentBack(ValueError):
    """A question cannot be sent back; says why."""


def publish(
    session: Session, question: Question, *, by: Learner, now: datetime, review: bool = False
) -> bool:
    """Publish the question, or with `review` ask for somebody else's approval first.

    Returns whether it is published now; raises `NotReady`. The caller commits.
    """
    latest = latest_revision(session, question.id)
    if latest is None or question.stage == PUBLISHED:
        return True
    place, bank = question.slug, question.bank
    if found := publish_problems(session, latest.text, place=place, bank=bank, own=question.id):
        raise NotReady(found)
    if review and not may_approve(latest, by):
        if question.stage == DRAFT:
            question.stage = IN_REVIEW
            acts.record(session, "submit", by=by, now=now, question=question)
        return False
    question.stage, question.retired_at, question.retired_by_id = PUBLISHED, None, None
    acts.record(session, "publish", by=by, now=now, question=question, revision=latest.number)
    return True


def send_back(
    session: Session, question: Question, why: str, *, by: Learner, now: datetime
) -> bool:
    """Make what is in review a draft again, and say why; False if it isn't in review any more.

    Raises `NotSentBack`. The caller commits.
    """
    if question.stage != IN_REVIEW:
        return False
    latest = latest_revision(session, question.id)
    if latest is None or not may_approve(latest, by):
        raise NotSentBack("Only a reviewer other than its author can send it back.")
    if not why:
        raise NotSentBack("Say in a few words what its author should change.")
    question.stage = DRAFT
    acts.record(
        session, "send back", by=by, now=now, question=question, person=latest.author, note=why
    )
    return True


def sent_back(session: Session, question: Question) -> Act | None:
    """When a draft was sent back, by whom and why; None if it wasn't since it was last sent."""
    said = select(Act).where(Act.question_id == question.id, Act.name.in_(("submit", "send back")))
    last = session.scalar(said.order_by(Act.id.desc()).limit(1))
    return last if question.stage == DRAFT and last and last.name == "send back" else None


def may_approve(latest: Revision, person: Learner) -> bool:
    """Whether this person's eyes are the second pair: a reviewer who did not write the text."""
    return person.may(REVIEWER) and latest.author_id != person.id


def begin(question: Question, *, by: Learner, now: datetime) -> None:
    """Keep a new question from learners until it is published."""
    question.stage, question.retired_at, question.retired_by_id = DRAFT, now, by.id


def unpublished(session: Session) -> list[Question]:
    """The questions that learners have not been asked yet; those in review first."""
    waiting = select(Question).where(Question.stage != PUBLISHED)
    found = session.scalars(waiting.order_by(Question.slug))
    return sorted(found, key=lambda question: question.stage != IN_REVIEW)
