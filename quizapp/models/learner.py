"""Learners: guests, accounts, and the roles of those who work on the bank."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from .base import Base, Number

# Each role may do everything that the roles before it may.
ROLES = LEARNER, AUTHOR, REVIEWER, ADMINISTRATOR = "learner", "author", "reviewer", "administrator"


class Learner(Base):
    """One person; without an e-mail address it is a guest, who can become an account."""

    __tablename__ = "learners"
    # The id of a guest who was merged into an account must not be used again.
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(
        String(20), default=LEARNER, server_default=LEARNER, index=True
    )
    created_at: Mapped[datetime]
    # When a link that was sent to the address was opened; until then it may be anybody's.
    claimed_at: Mapped[datetime | None]
    # The id of the last attempt before the latest placement.
    placed_after: Mapped[int] = mapped_column(Number, default=0, server_default="0")
    # Changes with every answer in their log (see `bank_version.py`); None before the first.
    log_mark: Mapped[str | None] = mapped_column(String(32))
    # What the first requests of a guest's browser agree on; None with an account or without one.
    first_form: Mapped[str | None] = mapped_column(String(64), index=True, unique=True)
    # How many addresses of their calendar no longer work.
    calendars_ended: Mapped[int] = mapped_column(default=0, server_default="0")

    @property
    def is_guest(self) -> bool:
        return self.email is None

    def may(self, role: str) -> bool:
        """Whether the learner has this role, or one that includes it."""
        return ROLES.index(self.role) >= ROLES.index(role)

    @property
    def is_instructor(self) -> bool:
        """Whether the learner works on the bank."""
        return self.may(AUTHOR)


def one_at_a_time(session: Session, learner: Learner) -> None:
    """Until the commit, let no other request of this learner get past here.

    Whoever looks whether something exists, and makes it if not, calls this first. A row that is
    written, if only as it was, is locked on every database.
    """
    rows: Any = Learner.__table__
    session.execute(update(rows).where(rows.c.id == learner.id).values(name=rows.c.name))
