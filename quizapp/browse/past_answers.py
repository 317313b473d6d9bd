"""All of a learner's answers, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, not_, select
from sqlalchemy.orm import Session

from quizapp.models import Attempt, Learner, Question, Revision, Skill, untried

PAGE = 50  # answers
RIGHT, PARTLY, WRONG_ANSWER, GAVE_UP = "correct", "partly", "wrong", "unanswered"
OUTCOMES: Mapping[str, ColumnElement[bool]] = {
    RIGHT: Attempt.score == 1,
    PARTLY: and_(Attempt.score > 0, Attempt.score < 1),
    WRONG_ANSWER: and_(Attempt.score == 0, not_(untried())),
    GAVE_UP: untried(),
}


@dataclass(frozen=True)
class PastAnswer:
    """One answer."""

    attempt_id: int
    question_id: int
    title: str
    skill: str
    topic: str
    kind: str
    level: int
    score: float
    untried: bool
    hints: int
    at: datetime


@dataclass(frozen=True)
class HistoryPage:
    """A page of answers, and whether there are older ones."""

    answers: tuple[PastAnswer, ...]
    more: bool


def history(
    session: Session,
    learner: Learner,
    *,
    skill: str = "",
    outcome: str = "",
    question_id: int | None = None,
    page: int = 1,
) -> HistoryPage:
    """The learner's answers on a topic, with an outcome, or to one question."""
    query = (
        select(
            Attempt.id, Question.id, Question.title, Question.skill_slug, Skill.title,
            Question.type, Question.level, Attempt.score, untried(), Attempt.hints_used,
            Attempt.created_at,
        )
        .join(Attempt.revision)
        .join(Revision.question)
        .join(Skill, Skill.slug == Question.skill_slug)
        .where(Attempt.learner_id == learner.id)
        .order_by(Attempt.created_at.desc(), Attempt.id.desc())
    )  # fmt: skip
    if skill:
        query = query.where(Question.skill_slug == skill)
    if outcome in OUTCOMES:
        query = query.where(OUTCOMES[outcome])
    if question_id is not None:
        query = query.where(Question.id == question_id)
    rows = session.execute(query.limit(PAGE + 1).offset(PAGE * (page - 1))).all()
    return HistoryPage(tuple(PastAnswer(*row) for row in rows[:PAGE]), len(rows) > PAGE)
