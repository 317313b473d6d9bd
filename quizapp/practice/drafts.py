"""Drafts of answers, which survive a reload, signing out and a restart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from engine import BadQuestion
from engine.exercise.exercise import Exercise
from quizapp.kinds import kind_of
from quizapp.models import Attempt, Draft, Learner

from .served import Served, open_served

SHOWN = 5  # drafts in a list
MOST = 200  # drafts of one learner; the oldest make room
QUESTIONS = "/practice/"  # beginning of every question's place
PREFIX = "answer:"  # beginning of the name of a blank's field
_MINE = Draft.learner_id == bindparam("learner")
_CONTENT = select(Draft.content).where(_MINE, Draft.place == bindparam("place"))
_DROP = delete(Draft).where(_MINE, Draft.place == bindparam("place"))
_LATEST = (
    select(Draft)
    .where(_MINE, Draft.place.startswith(bindparam("under")))
    .order_by(Draft.updated_at.desc())
    .limit(SHOWN)
)


def variant(served: Served) -> dict[str, Any]:
    """What makes the address of a variant: its seed; its level and change, or None by default."""
    question = served.question
    return {
        "seed": served.seed,
        "level": question.level if question.level != served.question_row.level else None,
        "and_if": question.and_if or None,
    }


def place(served: Served) -> str:
    """The place of the draft of an answer, which is the address of the question's page."""
    said = {name: value for name, value in variant(served).items() if value is not None}
    return f"{QUESTIONS}{served.question_row.id}?{urlencode(said)}"


def keep_draft(
    session: Session,
    learner: Learner,
    place: str,
    content: Mapping[str, Any],
    *,
    token: str,
    now: datetime,
) -> None:
    """Save what was typed at a place (a page's address), unless it was submitted already."""
    sent = select(Attempt.id).where(Attempt.learner_id == learner.id, Attempt.token == token)
    if session.scalar(sent) is not None:
        return
    if session.get(Draft, (learner.id, place)) is None:
        _forget_oldest(session, learner)
    session.merge(Draft(learner_id=learner.id, place=place, content=dict(content), updated_at=now))


def _forget_oldest(session: Session, learner: Learner) -> None:
    """Make room for one more draft."""
    mine = select(Draft).where(Draft.learner_id == learner.id)
    for old in session.scalars(mine.order_by(Draft.updated_at.desc()).offset(MOST - 1)):
        session.delete(old)


def fields_of(exercise: Exercise, responses: Mapping[str, str]) -> list[list[str]]:
    """The name and text of each field on the page, as if these responses were typed there."""
    fields = []
    for part in exercise.parts:
        text = responses.get(part.name, "")
        pieces = kind_of(part.answer).fields(part.answer.typed(text))
        fields += [[PREFIX + part.name, piece] for piece in pieces if piece.strip()]
    return fields


def draft(session: Session, learner: Learner, place: str) -> dict[str, Any] | None:
    """What was typed at a place, or None."""
    return session.scalar(_CONTENT, {"learner": learner.id, "place": place})


def drop_draft(session: Session, learner: Learner, place: str) -> None:
    """Delete a draft, because it was submitted."""
    session.execute(_DROP, {"learner": learner.id, "place": place})


def drafts(session: Session, learner: Learner, under: str = QUESTIONS) -> list[Draft]:
    """The latest drafts of answers, or of other pages under an address, newest first."""
    return list(session.scalars(_LATEST, {"learner": learner.id, "under": under}))


def left_off(session: Session, learner: Learner) -> tuple[Served, dict[str, str], int] | None:
    """The question that was left last, its complete responses, and the number of hints seen."""
    for found in drafts(session, learner):
        address = urlsplit(found.place)
        said = dict(parse_qsl(address.query))
        try:
            served = open_served(
                session,
                int(address.path.removeprefix(QUESTIONS)),
                int(said.get("seed", 0)),
                level=int(said["level"]) if "level" in said else None,
                and_if=said.get("and_if", ""),
            )
        except BadQuestion:  # from an earlier version
            continue
        if served:
            fields = found.content["fields"]
            hints = dict(fields).get("hints", "")
            return served, texts_of(fields), int(hints) if hints.isdecimal() else 0
    return None


def texts_of(fields: list[list[str]]) -> dict[str, str]:
    """Part name -> text with its fields joined, for parts that are completely filled in."""
    by_part: dict[str, list[str]] = defaultdict(list)
    for name, text in fields:
        if name.startswith(PREFIX):
            by_part[name.removeprefix(PREFIX)].append(text.replace("\r\n", "\n"))
    return {name: " ".join(texts) for name, texts in by_part.items() if all(map(str.strip, texts))}
