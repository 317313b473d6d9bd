"""Answers that were marked again because our key was wrong, with their former marks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    Text,
    delete,
    exists,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from .bank_version import log_changes
from .base import Base, Number
from .content import Revision
from .fold import Fold
from .log import Attempt


class Correction(Base):
    """The former mark of one attempt; it is moved and deleted with the attempt."""

    __tablename__ = "corrections"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "attempt_id"],
            ["attempts.learner_id", "attempts.id"],
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
    )

    learner_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    attempt_id: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=False)
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


def uncorrected() -> ColumnElement[bool]:
    """Whether an attempt was never marked again."""
    again = (Correction.learner_id == Attempt.learner_id, Correction.attempt_id == Attempt.id)
    return ~exists().where(*again)


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
    correction = session.get(Correction, (attempt.learner_id, attempt.id))
    if correction is None:
        correction = Correction(
            learner_id=attempt.learner_id,
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
    mine = (rows.c.learner_id == attempt.learner_id) & (rows.c.id == attempt.id)
    session.execute(update(rows).where(mine).values(**values))
    session.execute(delete(Fold).where(Fold.learner_id == attempt.learner_id))
    log_changes(session, attempt.learner_id)
    session.expire(attempt)
