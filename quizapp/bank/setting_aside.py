"""Questions of banks that are not served any more: they rest until their bank is served again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import Question


def of_other_banks(session: Session, served: Collection[str]) -> dict[str, list[Question]]:
    """The questions in use that came from files of banks not served, by bank."""
    query = select(Question).where(
        Question.bank.not_in(served),
        Question.file_digest.is_not(None),
        Question.retired_at.is_(None),
    )
    found: dict[str, list[Question]] = {}
    for row in session.scalars(query.order_by(Question.bank)):
        found.setdefault(row.bank, []).append(row)
    return found


def set_aside(rows: Iterable[Question], now: datetime) -> None:
    """Retire them; without a digest, their files are read again when their bank is back."""
    for row in rows:
        row.retired_at, row.retired_by_id, row.file_digest = now, None, None
