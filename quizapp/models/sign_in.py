"""Browsers that are signed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, numbered
from .learner import Learner


class SignIn(Base):
    """A browser of a learner or guest, whose cookie holds the secret."""

    __tablename__ = "sign_ins"
    __table_args__ = (UniqueConstraint("digest", "learner_id"),)
    way_in = True

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True, index=True)
    id: Mapped[int] = numbered()
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256, hexadecimal
    browser: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)  # roughly

    learner: Mapped[Learner] = relationship()
