"""The log of what was done to the bank and to roles. It is only ever added to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from quizapp.models import Act, Learner, Question

# How each act is described, after the name of whoever did it.
SAID = {
    "create": "created",
    "edit": "edited",
    "submit": "asked for a review of",
    "send back": "sent back",
    "publish": "published",
    "propose": "proposed a change of",
    "approve": "approved a change of",
    "decline": "declined a change of",
    "withdraw": "withdrew a change of",
    "retire": "retired",
    "restore": "restored",
    "rename": "renamed",
    "move": "moved",
    "duplicate": "duplicated",
    "delete": "deleted",
    "remark": "re-marked answers to",
    "settle": "settled a report on",
    "reopen": "opened a report again on",
    "new topic": "added a topic",
    "topic": "changed a topic",
    "sync": "imported files",
    "give": "gave a role to",
    "revoke": "took a role from",
}
COLUMNS = ("id", "at", "act", "by", "question", "person", "detail")


def record(
    session: Session,
    name: str,
    *,
    by: Learner | None,
    now: datetime,
    question: Question | None = None,
    person: Learner | None = None,
    **detail: Any,
) -> None:
    """Add an act to the log; the caller commits. `by` is None for what files did."""
    if name not in SAID:
        raise KeyError(name)
    session.flush()  # a new question gets its number
    session.add(
        Act(
            name=name,
            actor_id=by.id if by else None,
            question_id=question.id if question else None,
            slug=question.slug if question else "",
            person_id=person.id if person else None,
            detail=detail,
            created_at=now,
        )
    )


def logged(
    session: Session,
    *,
    name: str = "",
    by: str = "",
    about: str = "",
    most: int | None = None,
    skip: int = 0,
) -> list[Act]:
    """The acts with this name whose actor or subject contains these words, newest first.

    A question is found under every name that it has had.
    """
    chosen = _chosen(name, by, about).options(selectinload(Act.actor), selectinload(Act.person))
    return list(session.scalars(chosen.order_by(Act.id.desc()).limit(most).offset(skip)))


def how_many(session: Session, *, name: str = "", by: str = "", about: str = "") -> int:
    """The number of acts that `logged` finds."""
    found = _chosen(name, by, about).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def rows(found: list[Act]) -> Iterator[dict[str, Any]]:
    """The acts for a file, with names instead of numbers."""
    for act in found:
        yield {
            "id": act.id,
            "at": act.created_at.isoformat(),
            "act": act.name,
            "by": called(act.actor),
            "question": act.slug,
            "person": called(act.person),
            "detail": act.detail,
        }


def told(act: Act) -> str:
    """The details of an act, in words."""
    said = act.detail
    if act.name in ("edit", "create", "publish"):
        note = said.get("note")
        return f"(revision {said.get('revision')}{f': {note}' if note else ''})"
    if act.name in ("send back", "decline"):
        return f"({said['note']})" if said.get("note") else ""
    if act.name == "duplicate":
        return f"from {said['before']}"
    if act.name in ("rename", "move"):
        return f"(it was {said['before']})"
    if act.name in ("give", "revoke"):
        return f"({said['role']}, {said['before']} before)"
    if act.name == "remark":
        return f"(with revision {said['revision']}: {said['rise']} rose, {said['fall']} fell)"
    if act.name == "sync":
        counts = (f"{number} {what}" for what, number in said.items() if number)
        return f"({', '.join(counts)})"
    return f"({said['title']})" if "title" in said else ""


def line(act: Act) -> str:
    """The act in one sentence."""
    who, whom = called(act.actor) or "The server", called(act.person)
    by = "by" if act.slug and whom else ""
    words = (who, SAID[act.name], act.slug, by, whom, told(act))
    return " ".join(word for word in words if word)


def called(person: Learner | None) -> str:
    """How the log names a person: by address, because two may have the same name."""
    return (person.email or person.name) if person else ""


def _chosen(name: str, by: str, about: str) -> Select[Any]:
    actor, person = aliased(Learner), aliased(Learner)
    query = select(Act).outerjoin(actor, Act.actor_id == actor.id)
    query = query.outerjoin(person, Act.person_id == person.id)
    if name:
        query = query.where(Act.name == name)
    if by := by.strip():
        either = (actor.name, actor.email)
        query = query.where(or_(*(column.icontains(by, autoescape=True) for column in either)))
    if about := about.strip():
        named = select(Act.question_id).where(
            Act.slug.icontains(about, autoescape=True), Act.question_id.is_not(None)
        )
        people = (person.name, person.email)
        told = [column.icontains(about, autoescape=True) for column in people]
        query = query.where(or_(Act.question_id.in_(named), *told))
    return query
