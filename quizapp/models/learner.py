"""Learners: guests, accounts and instructors."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class Learner(Base):
    """One person; without an e-mail address it is a guest, who can become an account."""

    __tablename__ = "learners"
    # The id of a guest who was merged into an account must not be used again.
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(80))
    is_instructor: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    # The id of the last attempt before the latest placement.
    placed_after: Mapped[int] = mapped_column(default=0, server_default="0")
    # How many addresses of their calendar no longer work.
    calendars_ended: Mapped[int] = mapped_column(default=0, server_default="0")

    @property
    def is_guest(self) -> bool:
        return self.email is None
