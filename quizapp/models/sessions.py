"""Work that takes longer than one answer: mock interviews and whiteboards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base
from .content import Revision
from .learner import Learner


class Interview(Base):
    """A timed mock interview; `items` holds its questions in order, and answers become attempts.

    The clock shows `spent_seconds` plus, if `running_since` is set, the time since then.
    """

    __tablename__ = "interviews"

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), index=True)
    minutes: Mapped[int]
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    position: Mapped[int]  # of the item being answered
    spent_seconds: Mapped[float]
    running_since: Mapped[datetime | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    share_token: Mapped[str | None] = mapped_column(String(80), unique=True)

    learner: Mapped[Learner] = relationship()


class Whiteboard(Base):
    """A derivation of one quantity of an exercise, written line by line."""

    __tablename__ = "whiteboards"
    __table_args__ = (Index(None, "revision_id", "learner_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    seed: Mapped[int]
    params: Mapped[dict[str, Any]] = mapped_column(JSON)
    target: Mapped[str] = mapped_column(String(80))  # the name of a part
    lines: Mapped[list[str]] = mapped_column(JSON)  # as typed
    hints_used: Mapped[int]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    revision: Mapped[Revision] = relationship()
