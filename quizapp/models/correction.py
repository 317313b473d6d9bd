"""Answers that were marked again because our key was wrong, with their former marks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, delete, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from .bank_version import log_changes
from .base import Base
from .content import Revision
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
    former_responses: Mapped[dict[str, str] | None] = mapped_column(JSON)  # None: the same
    # The revision that it answered, if a later one marks it now.
    former_revision_id: Mapped[int | None] = mapped_column(ForeignKey("revisions.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)  # Markdown, shown to the learner
    corrected_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]  # by the learner

    attempt: Mapped[Attempt] = relationship()
    former_revision: Mapped[Revision | None] = relationship()


def correct(
    session: Session,
    attempt: Attempt,
    *,
    fingerprint: str,
    mark: dict[str, Any],
    reason: str,
    now: datetime,
    revision_id: int | None = None,
    responses: dict[str, str] | None = None,
) -> Correction:
    """Correct the mark of an attempt, and keep the first one.

    If another revision marks it, the attempt belongs to that one from then on, with the same
    responses as that one stores them. This is the only place that changes a row of the log,
    because everything computed from the log must use the correct mark.
    """
    correction = session.get(Correction, attempt.id)
    if correction is None:
        correction = Correction(
            attempt_id=attempt.id,
            former_mark=attempt.mark,
            former_score=attempt.score,
            former_fingerprint=attempt.fingerprint,
        )
        session.add(correction)
    correction.reason, correction.corrected_at, correction.seen_at = reason, now, None
    changed: dict[str, Any] = {"fingerprint": fingerprint, "mark": mark, "score": mark["score"]}
    if revision_id is not None:
        if correction.former_revision_id is None:
            correction.former_revision_id = attempt.revision_id
            correction.former_responses = attempt.responses
        changed |= {"revision_id": revision_id, "responses": responses or attempt.responses}
    _write(session, attempt, **changed)
    return correction


def renew(session: Session, attempt: Attempt, fingerprint: str) -> None:
    """Let an attempt be opened whose exercise has changed only in a remark; its mark stays."""
    _write(session, attempt, fingerprint=fingerprint)


def _write(session: Session, attempt: Attempt, **values: Any) -> None:
    rows: Any = Attempt.__table__  # the table itself, because the model is frozen
    session.flush()
    session.execute(update(rows).where(rows.c.id == attempt.id).values(**values))
    session.execute(delete(Fold).where(Fold.learner_id == attempt.learner_id))
    log_changes(session, attempt.learner_id)
    session.expire(attempt)
