"""The skills that can be practised."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from quizapp.models import Question, Skill


@dataclass(frozen=True)
class Topic:
    """A skill, with the number of its questions."""

    slug: str
    title: str
    summary: str
    questions: int


def skills(session: Session) -> list[Topic]:
    """Every skill in the order of the bank, with the number of its questions in use."""
    live = and_(Question.skill_slug == Skill.slug, Question.retired_at.is_(None))
    query = (
        select(Skill.slug, Skill.title, Skill.summary, func.count(Question.id))
        .outerjoin(Question, live)
        .group_by(Skill.slug, Skill.title, Skill.summary, Skill.position)
        .order_by(Skill.position)
    )
    return [Topic(*row) for row in session.execute(query)]


def requires(session: Session, skill: str) -> list[str]:
    """The slugs of a skill's prerequisites."""
    found = session.get(Skill, skill)
    return found.requires if found else []
