"""Editing the bank: saving revisions, retiring, restoring and searching questions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.models import (
    PUBLISHED,
    FormerName,
    Learner,
    Question,
    Revision,
    Skill,
    latest_revision,
)

from .acts import record
from .answered import type_problems
from .file_problem import Problem
from .files import SLUG, no_name
from .formats import toml
from .images import stored
from .load import read_question
from .publishable import worsened
from .publishing import begin
from .titles import title_problems


class Rejected(ValueError):
    """The text is not a valid question; `problems` says why, line by line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Conflict(ValueError):
    """Somebody else saved the question in the meantime; `latest` is their revision."""

    def __init__(self, latest: Revision) -> None:
        who = latest.author.name if latest.author else "a changed file"
        super().__init__(
            f"Revision {latest.number} by {who} was saved while you were editing. "
            "Nothing is lost: compare the two, keep what you need from both, and save again."
        )
        self.latest = latest


def save_revision(
    session: Session,
    question: Question | None,
    text: str,
    *,
    author: Learner,
    note: str,
    base_number: int,
    now: datetime,
    slug: str | None = None,
    checked: bool = False,
) -> Revision:
    """Save the text as a new revision of the question, or as a new question `slug` ("skill/name").

    `base_number` is the revision that was edited (0 for a new question). Whoever has just checked
    the text says so by `checked`. Raises `Rejected` or `Conflict`; if the text did not change,
    returns the existing revision.
    """
    text = text.replace("\r\n", "\n")
    slug = question.slug if question else (slug or "").strip()
    check_revision(session, question, text, slug, checked)
    if question is None:
        topic = session.get_one(Skill, slug.partition("/")[0])
        question = Question(slug=slug, skill_slug=topic.slug, bank=topic.bank)
    latest = latest_revision(session, question.id) if question.id else None
    if latest and latest.number != base_number:
        raise Conflict(latest)
    if latest and latest.text == text:
        return latest
    if latest and (found := worsened(session, question, text, slug)):
        raise Rejected(found)
    if latest is None:
        begin(question, by=author, now=now)
    try:
        with session.begin_nested():
            revision = write_revision(
                session, question, text, number=base_number + 1, author=author, note=note, now=now
            )
    except IntegrityError:  # saved by another worker in the meantime
        if latest and (newer := latest_revision(session, question.id)):
            raise Conflict(newer) from None
        if latest is None and (problems := slug_problems(session, slug)):
            raise Rejected(problems) from None
        raise
    return revision


def check_revision(
    session: Session,
    question: Question | None,
    text: str,
    slug: str = "",
    checked: bool = False,
) -> None:
    """Raise `Rejected` unless this can be a text of the question, or of a new one called `slug`."""
    from .check import check_text
    from .unfair_variants import PROVEN

    slug = question.slug if question else slug
    problems = [] if checked else check_text(text, slug, PROVEN, stored(session))
    problems += [] if question else slug_problems(session, slug)
    if question and not problems:
        problems = type_problems(session, question, text, slug)
    if problems:
        raise Rejected(problems)


def write_revision(
    session: Session,
    question: Question,
    text: str,
    *,
    number: int,
    author: Learner,
    note: str,
    now: datetime,
) -> Revision:
    """Add a text that was checked already as this revision of the question, and log it."""
    read = read_question(text)
    question.title, question.type, question.level = read.title, read.type, read.level
    added = Revision(
        question=question,
        number=number,
        text=text,
        digest=toml.digest(toml.read(text)),
        author=author,
        note=note,
        created_at=now,
    )
    session.add(added)
    name = "edit" if number > 1 else "create"
    record(session, name, by=author, now=now, question=question, revision=number, note=note)
    return added


def restore_revision(
    session: Session, old: Revision, *, author: Learner, base_number: int, now: datetime
) -> Revision:
    """Make the text of an old revision the latest again; raises `Rejected` or `Conflict`."""
    return save_revision(
        session,
        old.question,
        old.text,
        author=author,
        note=f"Restored revision {old.number}",
        base_number=base_number,
        now=now,
    )


def retire(session: Session, question: Question, *, by: Learner, now: datetime) -> None:
    """Stop serving the question, even if its file comes back."""
    if question.state == PUBLISHED:
        question.retired_at, question.retired_by_id = now, by.id
        record(session, "retire", by=by, now=now, question=question)


def restore(session: Session, question: Question, *, by: Learner, now: datetime) -> None:
    """Serve a retired question again; `Rejected` if its title has been given away since."""
    if question.state == "retired":
        latest = latest_revision(session, question.id) if question.is_gone else None
        said: dict[str, Any] = {"place": question.slug, "bank": question.bank, "own": question.id}
        if latest and (taken := title_problems(session, latest.text, **said)):
            raise Rejected(taken)
        question.retired_at = question.retired_by_id = None
        record(session, "restore", by=by, now=now, question=question)


def revisions(session: Session, question: Question) -> list[Revision]:
    """All revisions of a question, newest first."""
    query = select(Revision).where(Revision.question_id == question.id)
    return list(session.scalars(query.order_by(Revision.number.desc())))


def slug_problems(session: Session, slug: str, own: Question | None = None) -> list[Problem]:
    """Why a question cannot have this name; `own` is the question, if it has another now."""
    if not SLUG.fullmatch(slug):
        return [no_name(slug, slug)]
    if session.get(Skill, slug.partition("/")[0]) is None:
        known = ", ".join(session.scalars(select(Skill.slug).order_by(Skill.position)))
        return [Problem(slug, None, "There is no such skill.", f"There are {known}.")]
    if session.scalar(select(Question.id).where(Question.slug == slug)):
        return [Problem(slug, None, "This question already exists.", "Choose another name.")]
    former = session.get(FormerName, slug)
    if former and former.question is not own:
        what = f"This was the name of {former.question.slug}, and still leads to it."
        return [Problem(slug, None, what, "Choose another name.")]
    return []
