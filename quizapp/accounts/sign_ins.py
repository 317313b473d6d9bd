"""Which browsers are signed in, stored so that cookies can be invalidated.

A browser's cookie holds a secret of 256 random bits; only its digest is stored here. Signing
up, in or out, changing the password and becoming an instructor delete the rows of earlier cookies.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from quizapp.accounts.access_tokens import digest
from quizapp.models import Learner, SignIn

LONGEST = timedelta(days=365)  # as long as the browser keeps the cookie


def begin(session: Session, learner: Learner, *, now: datetime) -> str:
    """Sign in one more browser and return its secret; also deletes the learner's expired rows."""
    old = delete(SignIn).where(SignIn.learner_id == learner.id, SignIn.created_at < now - LONGEST)
    session.execute(old)
    secret = secrets.token_urlsafe(32)
    session.add(SignIn(learner_id=learner.id, digest=digest(secret), created_at=now))
    session.flush()
    return secret


def whose(session: Session, secret: str) -> Learner | None:
    """The learner whose browser has this secret."""
    kept = select(Learner).join(SignIn).where(SignIn.digest == digest(secret))
    return session.scalar(kept)


def end(session: Session, secret: str) -> None:
    """Sign out the browser with this secret, and every copy of its cookie."""
    session.execute(delete(SignIn).where(SignIn.digest == digest(secret)))


def anywhere(session: Session, learner: Learner) -> bool:
    """Whether a learner is signed in on any browser."""
    return bool(session.scalar(select(exists().where(SignIn.learner_id == learner.id))))


def end_all(session: Session, learner: Learner) -> None:
    """Sign out all browsers of a learner."""
    session.execute(delete(SignIn).where(SignIn.learner_id == learner.id))
