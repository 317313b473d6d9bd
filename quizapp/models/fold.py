"""What follows from a learner's answers up to a moment, so that pages need not read them all."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Fold(Base):
    """Computed from the log, and only used while the log and the bank are as they were then."""

    __tablename__ = "folds"
    derived = True

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    through: Mapped[datetime]  # the time of the last answer in it
    answers: Mapped[int]  # up to then
    until: Mapped[date]  # the latest of their days
    made_from: Mapped[str] = mapped_column(String(80))  # the bank
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
