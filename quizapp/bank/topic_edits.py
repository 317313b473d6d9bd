"""Topics made and changed in the browser; skills.toml only changes them where it has changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.models import Learner, Question, Skill
from quizapp.storage.banks import banks

from .acts import record
from .edit import Rejected
from .file_problem import Problem
from .skills import entry_problems

FIRST = "-"  # the place before all topics


def topics(session: Session) -> list[Skill]:
    """All topics, in order."""
    return list(session.scalars(select(Skill).order_by(Skill.position, Skill.slug)))


def questions_each(session: Session) -> dict[str, int]:
    """How many questions each topic has that are asked."""
    query = select(Question.skill_slug, func.count()).where(Question.retired_at.is_(None))
    return dict(session.execute(query.group_by(Question.skill_slug)).all())


def save_topic(
    session: Session,
    slug: str,
    entry: dict[str, Any],
    *,
    after: str,
    new: bool,
    by: Learner,
    now: datetime,
) -> Skill:
    """Make or change a topic and put it after another; raises `Rejected`. The caller commits.

    `entry` is what skills.toml would say: title, summary and requires.
    """
    every = topics(session)
    known = {one.slug: one for one in every}
    if new and slug in known:
        advice = "Choose another name, or change that one."
        raise Rejected([Problem(slug, None, f"There is a topic {slug} already.", advice)])
    listed = {one.slug: _entry(one) for one in every} | {slug: entry}
    found = [Problem(slug, None, what, advice) for _, what, advice in entry_problems(listed, slug)]
    if found:
        raise Rejected(found)
    row = known.get(slug) or Skill(slug=slug, bank=next(iter(banks())), position=0)
    before = _entry(row) if slug in known else None
    row.title, row.summary, row.requires = entry["title"], entry["summary"], entry["requires"]
    order = [one for one in every if one is not row]
    place = next((n for n, one in enumerate(order) if one.slug == after), -1) + 1
    order.insert(place if after in known or after == FIRST else len(order), row)
    moved = order != every
    for position, one in enumerate(order):
        one.position = position
    session.add(row)
    if before != entry or moved:
        name = "new topic" if new else "topic"
        record(session, name, by=by, now=now, title=row.title, topic=slug)
    return row


def _entry(row: Skill) -> dict[str, Any]:
    return {"title": row.title, "summary": row.summary, "requires": row.requires}
