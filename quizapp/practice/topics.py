"""The skills that can be practised."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from quizapp.models import Question, Skill, bank_mark
from quizapp.storage.banks import banks
from quizapp.storage.kept_results import KeptResults

BANKS = 8  # whose topics a process keeps


@dataclass(frozen=True)
class Topic:
    """A skill, with the number of its questions."""

    slug: str
    title: str
    summary: str
    questions: int


_TOPICS = KeptResults[list[Topic]](BANKS)
_REQUIRES = KeptResults[dict[str, list[str]]](BANKS)


def skills(session: Session) -> list[Topic]:
    """Every skill in order, with the number of its questions in use.

    A skill whose bank is not served, and that has no question in use, is left out.
    """
    served = tuple(banks())
    return list(_TOPICS.of((bank_mark(session),), served, lambda: _read(session, served)))


def _read(session: Session, served: tuple[str, ...]) -> list[Topic]:
    live = and_(Question.skill_slug == Skill.slug, Question.retired_at.is_(None))
    query = (
        select(Skill.slug, Skill.title, Skill.summary, func.count(Question.id))
        .outerjoin(Question, live)
        .group_by(Skill.slug, Skill.title, Skill.summary, Skill.position, Skill.bank)
        .having(or_(func.count(Question.id) > 0, Skill.bank.in_(served)))
        .order_by(Skill.position)
    )
    return [Topic(*row) for row in session.execute(query)]


def requires(session: Session, skill: str) -> list[str]:
    """The slugs of a skill's prerequisites."""
    every = _REQUIRES.of((bank_mark(session),), None, lambda: _all_requires(session))
    return every.get(skill, [])


def _all_requires(session: Session) -> dict[str, list[str]]:
    return dict(session.execute(select(Skill.slug, Skill.requires)).all())
