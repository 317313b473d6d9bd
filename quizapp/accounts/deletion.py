"""Deleting an account: everything goes, except what others need, which stays without the name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.accounts import ownership, roles
from quizapp.accounts.learners import AccountError
from quizapp.accounts.ownership import FORMER, SIGNED
from quizapp.models import Learner


def leave(session: Session, learner: Learner, *, now: datetime) -> None:
    """Delete the learner and every way to sign in as them; the caller commits.

    Raises `AccountError` for the last administrator of others.
    """
    if is_needed(session, learner):
        raise AccountError(roles.LAST, "password")
    signs = _former_author(session, now=now) if has_signed(session, learner) else None
    ownership.remove(session, learner, anonymous=signs)
    session.delete(learner)
    session.flush()


def is_needed(session: Session, learner: Learner) -> bool:
    """Whether other accounts would have no administrator without this learner."""
    others = select(Learner.id).where(Learner.email.is_not(None), Learner.id != learner.id)
    return roles.is_last_administrator(session, learner) and bool(session.scalar(others.limit(1)))


def has_signed(session: Session, learner: Learner) -> bool:
    """Whether anything in the bank is signed with the learner's name."""
    return any(
        session.scalar(select(func.count()).where(column == learner.id)) for column in SIGNED
    )


def _former_author(session: Session, *, now: datetime) -> Learner:
    """One row that signs for all deleted authors, so that their texts cannot be told apart."""
    kept = select(Learner).where(Learner.email.is_(None), Learner.name == FORMER).limit(1)
    if found := session.scalar(kept):
        return found
    made = Learner(name=FORMER, created_at=now)
    session.add(made)
    session.flush()
    return made
