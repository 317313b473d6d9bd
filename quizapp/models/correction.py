"""Answers that were marked again because our key was wrong, with their former marks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, delete, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from .base import Base
from .fold import Fold
from .log import Attempt


class Correction(Base):
    """The former mark of one attempt; it is moved and deleted with the attempt."""

    __tablename__ = "corrections"

    attempt_id: Mapped[int] = mapped_column(
        ForeignKey("attempts.id", ondelete="CASCADE"), primary_key=True
    )
    former_mark: Mapped[dict[str, Any]] = mapped_column(JSON)
    former_score: Mapped[float]
    former_fingerprint: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)  # Markdown, shown to the learner
    corrected_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]  # by the learner

    attempt: Mapped[Attempt] = relationship()


def correct(
    session: Session,
    attempt: Attempt,
    *,
    fingerprint: str,
    mark: dict[str, Any],
    reason: str,
    now: datetime,
) -> Correction:
    """Correct the mark of an attempt, and keep the former one.

    This is the only place that changes a row of the log, because everything computed from the log
    must use the correct mark.
    """
    correction = Correction(
        attempt_id=attempt.id,
        former_mark=attempt.mark,
        former_score=attempt.score,
        former_fingerprint=attempt.fingerprint,
        reason=reason,
        corrected_at=now,
    )
    session.add(correction)
    _write(session, attempt, fingerprint=fingerprint, mark=mark, score=mark["score"])
    return correction


def renew(session: Session, attempt: Attempt, fingerprint: str) -> None:
    """Let an attempt be opened whose exercise has changed only in a remark; its mark stays."""
    _write(session, attempt, fingerprint=fingerprint)


def _write(session: Session, attempt: Attempt, **values: Any) -> None:
    rows: Any = Attempt.__table__  # the table itself, because the model is frozen
    session.flush()
    session.execute(update(rows).where(rows.c.id == attempt.id).values(**values))
    session.execute(delete(Fold).where(Fold.learner_id == attempt.learner_id))
    session.expire(attempt)
