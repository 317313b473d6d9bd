"""One act on many questions: retire, restore, move, tag; and undoing it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.exercise.question import TAG
from quizapp.models import (
    PUBLISHED,
    BulkAct,
    FormerName,
    Learner,
    Question,
    Revision,
    Skill,
    latest_revision,
)
from quizapp.presenting.amounts import count

from .edit import Rejected, restore, retire, write_revision
from .naming import rename

ACTS = ("retire", "restore", "move", "tag", "untag")
MOST = 1000  # questions at once


class CannotDo(ValueError):
    """An act on many questions that cannot be done, with advice."""


def act_on(
    session: Session,
    rows: Collection[Question],
    act: str,
    value: str,
    *,
    by: Learner,
    now: datetime,
) -> BulkAct | None:
    """Change each of the questions that the act would change; None if there are none.

    `value` is the topic to move to, or the tag. Raises `CannotDo`; the caller then rolls back.
    """
    if act not in ACTS:
        raise CannotDo("Choose what to do with these questions.")
    if len(rows) > MOST:
        raise CannotDo(f"Choose at most {MOST:,} questions at once.")
    if act == "move":
        _check_move(session, rows, value)
    if act in ("tag", "untag") and not TAG.fullmatch(value):
        raise CannotDo("Write a tag in lower-case letters, digits and hyphens, such as exam-2.")
    try:
        done_to = ((row.id, _do(session, row, act, value, by, now)) for row in rows)
        before = {number: found for number, found in done_to if found}
    except Rejected as error:
        raise CannotDo(str(error)) from None
    if not before:
        return None
    many, said = count(len(before), "question"), {
        "retire": "Retired {}.", "restore": "Restored {}.", "move": "Moved {} to {}.",
        "tag": "Tagged {} “{}”.", "untag": "Removed the tag from {}.",
    }  # fmt: skip
    done = BulkAct(
        learner_id=by.id,
        said=said[act].format(many, value),
        before={str(key): found for key, found in before.items()},
        created_at=now,
    )
    session.add(done)
    return done


def undo(session: Session, done: BulkAct, *, by: Learner, now: datetime) -> int:
    """Make the questions what they were, except those changed since; says how many it made."""
    undone = 0
    for row in session.scalars(select(Question).where(Question.id.in_(map(int, done.before)))):
        undone += _undo_one(session, row, done.before[str(row.id)], by, now)
    done.undone_at = now
    return undone


def latest_act(session: Session, by: Learner, since: datetime) -> BulkAct | None:
    """The last act of this person that can still be undone."""
    query = select(BulkAct).where(
        BulkAct.learner_id == by.id, BulkAct.created_at >= since, BulkAct.undone_at.is_(None)
    )
    return session.scalar(query.order_by(BulkAct.id.desc()).limit(1))


def _do(
    session: Session, row: Question, act: str, value: str, by: Learner, now: datetime
) -> dict[str, Any] | None:
    """What was before; None if the act changes nothing."""
    if act == "retire" and row.state == PUBLISHED:
        retire(session, row, by=by, now=now)
        return {"act": act}
    if act == "restore" and row.state == "retired":
        found = {"act": act, "by": row.retired_by_id}
        restore(session, row, by=by, now=now)
        return found
    if act == "move" and row.skill_slug != value:
        found = {"act": act, "slug": row.slug, "now": _moved(row, value)}
        rename(session, row, _moved(row, value), by=by, now=now)
        return found
    latest = latest_revision(session, row.id) if act in ("tag", "untag") else None
    if latest and (text := _retagged(latest.text, act, value)):
        added = _retag(session, row, latest, text, f"{act.capitalize()} {value}", by, now)
        return {"act": act, "text": latest.text, "number": added.number}
    return None


def _undo_one(
    session: Session, row: Question, before: dict[str, Any], by: Learner, now: datetime
) -> bool:
    act = before["act"]
    if act == "retire" and row.state == "retired":
        restore(session, row, by=by, now=now)
    elif act == "restore" and not row.retired_at:
        row.retired_at, row.retired_by_id = now, before["by"]
    elif act == "move" and row.slug == before["now"] and not _taken(session, [before["slug"]]):
        rename(session, row, before["slug"], by=by, now=now)
    elif act in ("tag", "untag"):
        latest = latest_revision(session, row.id)
        if latest is None or latest.number != before["number"]:
            return False
        _retag(session, row, latest, before["text"], "Tags as they were", by, now)
    else:
        return False
    return True


def _check_move(session: Session, rows: Iterable[Question], skill: str) -> None:
    if session.get(Skill, skill) is None:
        raise CannotDo("Choose the topic to move these questions to.")
    names = [_moved(row, skill) for row in rows if row.skill_slug != skill]
    twice = [name for name in names if names.count(name) > 1]
    if taken := twice or _taken(session, names):
        raise CannotDo(f"There would be two questions called {taken[0]}. Rename one of them first.")
    moving = [row.id for row in rows]
    theirs = FormerName.slug.in_(names) & FormerName.question_id.not_in(moving)
    if former := session.scalar(select(FormerName).where(theirs).limit(1)):
        raise CannotDo(
            f"{former.slug} was the name of {former.question.slug}, and still leads there. Rename "
            "the question that is to be moved first."
        )


def _taken(session: Session, names: list[str]) -> list[str]:
    return list(session.scalars(select(Question.slug).where(Question.slug.in_(names))))


def _moved(row: Question, skill: str) -> str:
    return f"{skill}/{row.slug.partition('/')[2]}"


def _retagged(text: str, act: str, tag: str) -> str | None:
    """The text with the tag added or removed, and its comments kept; None if nothing changes."""
    import tomlkit

    doc = tomlkit.parse(text)
    tags = list(doc.get("tags", []))
    if (tag in tags) is (act == "tag"):
        return None
    tags = [*tags, tag] if act == "tag" else [one for one in tags if one != tag]
    if tags:
        doc["tags"] = tags
    else:
        del doc["tags"]
    return tomlkit.dumps(doc)


def _retag(
    session: Session,
    row: Question,
    latest: Revision,
    text: str,
    note: str,
    by: Learner,
    now: datetime,
) -> Revision:
    """A new revision without another proof: tags change nothing that is asked or marked."""
    number = latest.number + 1
    return write_revision(session, row, text, number=number, author=by, note=note, now=now)
