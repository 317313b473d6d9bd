"""Access tokens for programs that act for a learner, such as the remote drill."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, numbered
from .learner import Learner

SCOPES = READ, PRACTISE = "read", "practise"


class Token(Base):
    """A personal access token; only its digest is stored."""

    __tablename__ = "tokens"
    called, stays_here = ("token for a program", "tokens for programs"), True
    __table_args__ = (UniqueConstraint("digest", "learner_id"),)

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True, index=True)
    id: Mapped[int] = numbered()
    name: Mapped[str] = mapped_column(String(80))  # "laptop", as the learner calls it
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256, hexadecimal
    # What it may do: everything that a learner does, or only read.
    scope: Mapped[str] = mapped_column(String(20), default=PRACTISE, server_default=PRACTISE)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    learner: Mapped[Learner] = relationship()
