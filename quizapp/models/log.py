"""The log of marked answers, from which all progress is computed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    cast,
    func,
)
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from .base import Base, Frozen, numbered
from .content import Question, Revision
from .learner import Learner


def _day(context: Any) -> date:
    """The day in UTC, if the learner's own day isn't known."""
    at: datetime = context.get_current_parameters()["created_at"]
    return at.date()


class Attempt(Frozen, Base):
    """One marked answer, with everything needed to rebuild its exercise."""

    __tablename__ = "attempts"
    called = "answer with its mark", "answers with their marks"
    __table_args__ = (
        UniqueConstraint("learner_id", "token"),  # a page sent twice is one attempt
        Index(None, "learner_id", "created_at"),
        # What SQLite needs for foreign keys; elsewhere this is the key.
        Index(None, "learner_id", "id", unique=True).ddl_if(dialect="sqlite"),
        Index(None, "learner_id", "revision_id"),
    )
    thawed: ClassVar[frozenset[str]] = frozenset({"learner_id"})  # a guest becomes an account

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    id: Mapped[int] = numbered()
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"), index=True)
    seed: Mapped[int]
    redraw: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))
    params: Mapped[dict[str, Any]] = mapped_column(JSON)
    leaves: Mapped[dict[str, Any]] = mapped_column(JSON)
    responses: Mapped[dict[str, str]] = mapped_column(JSON)
    mark: Mapped[dict[str, Any]] = mapped_column(JSON)
    score: Mapped[float]
    token: Mapped[str] = mapped_column(String(80))
    door: Mapped[str] = mapped_column(String(20))  # where: "web", "drill", "placement", …
    hints_used: Mapped[int] = mapped_column(default=0)
    duration_seconds: Mapped[float | None]
    created_at: Mapped[datetime]
    # The learner's own day, so that a day once practised stays one wherever they move.
    day: Mapped[date] = mapped_column(default=_day)

    learner: Mapped[Learner] = relationship()
    revision: Mapped[Revision] = relationship()


# Loads an attempt with its question, as the page of its mark shows it.
WHOLE_ATTEMPT = (
    joinedload(Attempt.revision).joinedload(Revision.question).joinedload(Question.skill)
)


def parts_marked(verdict: str = "") -> ColumnElement[int]:
    """How many parts an attempt has, or has with that verdict, counted by the database.

    Every part says `"verdict": "…"` once, and reading thousands of marks would take far longer.
    """
    mark, sought = cast(Attempt.mark, Text), f'"{verdict or "verdict"}"'
    return (func.length(mark) - func.length(func.replace(mark, sought, ""))) // len(sought)


def recognised(mark: dict[str, Any]) -> list[tuple[str, str]]:
    """The name and the remark of each mistake that was recognised in a stored mark."""
    from engine.answers._base import NAMED  # not with the tables, which start without the engine

    return [
        (part["verdict"].removeprefix(NAMED), part["remark"])
        for part in mark["parts"].values()
        if part["verdict"].startswith(NAMED)
    ]


def untried() -> ColumnElement[bool]:
    """Whether there was nothing to mark, because the learner asked for the solution."""
    return parts_marked("unreadable") == parts_marked()


def confirmed_by_hand() -> ColumnElement[float]:
    """The share of an attempt's credit that its learner confirmed; NULL where that is none."""
    return Attempt.mark["parts"]["answer"]["by_hand"].as_float()


def was_tried(mark: Mapping[str, Any]) -> bool:
    """Whether anything was answered, according to a stored mark."""
    return any(part["verdict"] != "unreadable" for part in mark["parts"].values())
