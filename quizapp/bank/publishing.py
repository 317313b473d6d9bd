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
