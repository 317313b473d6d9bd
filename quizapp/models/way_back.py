"""Codes that open an account whose password is forgotten."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, numbered
from .learner import Learner


class WayBack(Base):
    """A code that works once; only its digest is stored.

    The learner's own recovery codes stay valid until they are used or replaced. Those of a link
    that an administrator passes on expire.
    """

    __tablename__ = "ways_back"
    __table_args__ = (UniqueConstraint("digest", "learner_id"),)
    way_in = True

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True, index=True)
    id: Mapped[int] = numbered()
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256, hexadecimal
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]

    learner: Mapped[Learner] = relationship()
