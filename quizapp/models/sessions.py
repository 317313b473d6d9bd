"""Work that takes longer than one answer: mock interviews and whiteboards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, numbered
from .content import Revision
from .learner import Learner


class Interview(Base):
    """A timed mock interview; `items` holds its questions in order, and answers become attempts.

    The clock shows `spent_seconds` plus, if `running_since` is set, the time since then.
    """

    __tablename__ = "interviews"
    called, stays_here = ("mock interview", "mock interviews"), True
    __table_args__ = (UniqueConstraint("share_token", "learner_id"),)

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True, index=True)
    id: Mapped[int] = numbered()
    minutes: Mapped[int]
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    position: Mapped[int]  # of the item being answered
    spent_seconds: Mapped[float]
    running_since: Mapped[datetime | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    share_token: Mapped[str | None] = mapped_column(String(80))

    learner: Mapped[Learner] = relationship()


class Whiteboard(Base):
    """A derivation of one quantity of an exercise, written line by line."""

    __tablename__ = "whiteboards"
    called = "derivation on the whiteboard", "derivations on the whiteboard"
    stays_here = True
    __table_args__ = (Index(None, "revision_id", "learner_id"),)

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True, index=True)
    id: Mapped[int] = numbered()
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    seed: Mapped[int]
    params: Mapped[dict[str, Any]] = mapped_column(JSON)
    target: Mapped[str] = mapped_column(String(80))  # the name of a part
    lines: Mapped[list[str]] = mapped_column(JSON)  # as typed
    hints_used: Mapped[int]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    revision: Mapped[Revision] = relationship()
