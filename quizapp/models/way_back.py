"""Codes that open an account whose password is forgotten."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base
from .learner import Learner


class WayBack(Base):
    """A code that works once; only its digest is stored.

    The learner's own recovery codes stay valid until they are used or replaced. Those of a link
    that an administrator passes on expire.
    """

    __tablename__ = "ways_back"
    way_in = True

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # SHA-256, hexadecimal
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]

    learner: Mapped[Learner] = relationship()
