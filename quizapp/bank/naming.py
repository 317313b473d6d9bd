"""Names of questions ("skill/name"): finding, changing and copying them, and deleting questions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.models import (
    Base,
    FormerName,
    Learner,
    Question,
    Revision,
    latest_revision,
)

from . import acts
from .answered import was_answered
from .edit import Rejected, save_revision, slug_problems


class HasAnswers(ValueError):
    """The question cannot be deleted, because somebody has answered it."""


def named(session: Session, slug: str) -> Question | None:
    """The question that has this name, or had it before."""
    if found := session.scalar(select(Question).where(Question.slug == slug)):
        return found
    former = session.get(FormerName, slug)
    return former.question if former else None


def rename(session: Session, question: Question, slug: str, *, by: Learner, now: datetime) -> bool:
    """Give the question another name, topic or both; its old name still leads to it.

    A name without a topic keeps the one it has. Returns whether anything changed; raises
    `Rejected`. The caller commits.
    """
    old, slug = question.slug, in_topic(slug, question.skill_slug)
    if slug == old:
        return False
    if problems := slug_problems(session, slug, question):
        raise Rejected(problems)
    name = "rename" if slug.partition("/")[0] == question.skill_slug else "move"
    try:
        with session.begin_nested():
            give_name(session, question, slug)
    except IntegrityError:  # somebody took it in the meantime
        raise Rejected(slug_problems(session, slug, question)) from None
    acts.record(session, name, by=by, now=now, question=question, before=old)
    return True


def give_name(session: Session, question: Question, slug: str) -> Question:
    """Give the question a free name, and the topic that goes with it; the old one leads to it."""
    if back := session.get(FormerName, slug):  # its own
        session.delete(back)
        session.flush()
    session.add(FormerName(slug=question.slug, question_id=question.id))
    question.slug, question.skill_slug = slug, slug.partition("/")[0]
    session.flush()
    return question


def in_topic(slug: str, topic: str) -> str:
    """What somebody typed as a name, in this topic unless they named another."""
    slug = slug.strip()
    return f"{topic}/{slug}" if slug and topic and "/" not in slug else slug


def duplicate(
    session: Session, question: Question, slug: str, *, by: Learner, now: datetime
) -> Question:
    """A new, unpublished question with the same text; raises `Rejected`. The caller commits."""
    latest = latest_revision(session, question.id)
    copy = save_revision(
        session,
        None,
        latest.text if latest else "",
        author=by,
        note=f"Copy of {question.slug}",
        base_number=0,
        now=now,
        slug=in_topic(slug, question.skill_slug),
    ).question
    acts.record(session, "duplicate", by=by, now=now, question=copy, before=question.slug)
    return copy


def free_name(session: Session, slug: str) -> str:
    """A name for a copy that no question has or had."""
    number = 2
    while named(session, f"{slug}-{number}"):
        number += 1
    return f"{slug}-{number}"


def remove(session: Session, question: Question, *, by: Learner, now: datetime) -> None:
    """Delete the question with all its revisions; raises `HasAnswers`. The caller commits."""
    if was_answered(session, question):
        raise HasAnswers(
            f"{question.title} has been answered, so it can't be deleted. Retire it instead: "
            "it won't be asked any more, and the answers keep their question."
        )
    acts.record(session, "delete", by=by, now=now, question=question, title=question.title)
    session.flush()
    _delete_with_what_hangs_on_it(session, question)
    session.expire_all()


def _delete_with_what_hangs_on_it(session: Session, question: Question) -> None:
    """Delete the rows of every table that point to the question or to one of its revisions."""
    questions: Any = Question.__table__
    revisions: Any = Revision.__table__
    own = select(revisions.c.id).where(revisions.c.question_id == question.id)
    for table in reversed(Base.metadata.sorted_tables):  # referencing tables come first
        for key in table.foreign_keys:
            if key.column.table is revisions:
                session.execute(delete(table).where(key.parent.in_(own)))
            elif key.column.table is questions:
                session.execute(delete(table).where(key.parent == question.id))
    session.execute(delete(questions).where(questions.c.id == question.id))
