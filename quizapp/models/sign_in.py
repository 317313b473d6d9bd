"""Browsers that are signed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base
from .learner import Learner


class SignIn(Base):
    """A browser of a learner or guest, whose cookie holds the secret."""

    __tablename__ = "sign_ins"
    way_in = True

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # SHA-256, hexadecimal
    browser: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)  # roughly

    learner: Mapped[Learner] = relationship()
