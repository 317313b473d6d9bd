"""Which browsers are signed in, kept here so that a cookie can be made worthless.

A browser's cookie holds a secret of 256 random bits, of which only the digest is kept. Whenever it
changes who somebody is (signing up, in or out, another password, becoming an instructor), the rows
of the cookies handed out before are deleted.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quizapp.accounts.access_tokens import digest
from quizapp.models import Learner, SignIn

LONGEST = timedelta(days=365)  # as long as the browser keeps the cookie


def begin(session: Session, learner: Learner, *, now: datetime) -> str:
    """The secret of one more browser of this learner; what nobody can still use is swept away."""
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
    """That browser is nobody's any more, also if its cookie was copied."""
    session.execute(delete(SignIn).where(SignIn.digest == digest(secret)))


def end_all(session: Session, learner: Learner) -> None:
    """No browser is that learner's any more."""
    session.execute(delete(SignIn).where(SignIn.learner_id == learner.id))
