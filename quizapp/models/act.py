"""What was done to the bank and to roles, by whom and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, Frozen
from .learner import Learner


class Act(Frozen, Base):
    """One act; it outlives the question, so it names it instead of pointing to it."""

    __tablename__ = "acts"
    signed = ("actor_id", "person_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20), index=True)
    actor_id: Mapped[int | None] = mapped_column(  # None: from files
        ForeignKey("learners.id"), index=True
    )
    question_id: Mapped[int | None] = mapped_column(index=True)  # of a row that may be gone
    slug: Mapped[str] = mapped_column(String(200), default="")  # the question's name at the time
    person_id: Mapped[int | None] = mapped_column(  # who got a role
        ForeignKey("learners.id"), index=True
    )
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime]

    actor: Mapped[Learner | None] = relationship(foreign_keys=[actor_id])
    person: Mapped[Learner | None] = relationship(foreign_keys=[person_id])
