"""Personal tokens: how a program proves that it acts for a learner.

A secret of 256 random bits is shown once; only its digest is kept, and looked up as such: how long
that takes tells nothing of the secret.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import Learner, Token

PREFIX = "qz_"  # so that a secret left lying about is known for what it is
MOST = 20  # tokens of one learner that work
LONGEST_NAME = 80
FRESH = timedelta(minutes=1)  # a use is written down no more often than that


class TokenError(ValueError):
    """Why there is no such token, as advice."""


def make(session: Session, learner: Learner, name: str, *, now: datetime) -> tuple[Token, str]:
    """A new token and its secret, which nobody can find out again; `TokenError` where refused."""
    name = " ".join(name.split())
    if learner.is_guest:
        raise TokenError("Tokens belong to accounts. Sign up first: what you did comes along.")
    if not 0 < len(name) <= LONGEST_NAME:
        raise TokenError(f"Name it after where it is used, in 1 to {LONGEST_NAME} characters.")
    if len(working(session, learner)) >= MOST:
        raise TokenError(f"You have {MOST} tokens. Revoke one that is not used any more.")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token(learner_id=learner.id, name=name, digest=digest(secret), created_at=now)
    session.add(token)
    session.flush()
    return token, secret


def find(session: Session, secret: str) -> Token | None:
    """The token with that secret, if it was not revoked."""
    alive = select(Token).where(Token.digest == digest(secret), Token.revoked_at.is_(None))
    return session.scalar(alive)


def use(token: Token, *, now: datetime) -> bool:
    """Write down that it was used; whether that was news."""
    if token.used_at and now - token.used_at < FRESH:
        return False
    token.used_at = now
    return True


def working(session: Session, learner: Learner) -> list[Token]:
    """The learner's tokens that were not revoked, newest first."""
    mine = select(Token).where(Token.learner_id == learner.id, Token.revoked_at.is_(None))
    return list(session.scalars(mine.order_by(Token.created_at.desc(), Token.id.desc())))


def revoke(token: Token, *, now: datetime) -> None:
    """From now on it opens nothing; again is no harm."""
    token.revoked_at = token.revoked_at or now


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
