"""Personal access tokens, with which a program acts for a learner.

A secret of 256 random bits is shown once. Only its digest is stored and looked up, so that timing
gives nothing away.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import Learner, Token

PREFIX = "qz_"  # makes leaked secrets recognisable
MOST = 20  # working tokens of one learner
LONGEST_NAME = 80
FRESH = timedelta(minutes=1)  # note a token's use at most this often


class TokenError(ValueError):
    """Why a token cannot be made, as advice."""


def make(session: Session, learner: Learner, name: str, *, now: datetime) -> tuple[Token, str]:
    """A new token and its secret, which is not stored; `TokenError` if it cannot be made."""
    name = " ".join(name.split())
    if learner.is_guest:
        raise TokenError("Only accounts have tokens. Sign up first; your progress is kept.")
    if not 0 < len(name) <= LONGEST_NAME:
        raise TokenError(f"Name it after where you'll use it, in 1 to {LONGEST_NAME} characters.")
    if len(working(session, learner)) >= MOST:
        raise TokenError(f"You already have {MOST} tokens. Revoke one that you no longer use.")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token(learner_id=learner.id, name=name, digest=digest(secret), created_at=now)
    session.add(token)
    session.flush()
    return token, secret


def find(session: Session, secret: str) -> Token | None:
    """The token with this secret, unless it was revoked."""
    alive = select(Token).where(Token.digest == digest(secret), Token.revoked_at.is_(None))
    return session.scalar(alive)


def use(token: Token, *, now: datetime) -> bool:
    """Note that the token was used; return whether there was anything to write."""
    if token.used_at and now - token.used_at < FRESH:
        return False
    token.used_at = now
    return True


def working(session: Session, learner: Learner) -> list[Token]:
    """The learner's tokens that are not revoked, newest first."""
    mine = select(Token).where(Token.learner_id == learner.id, Token.revoked_at.is_(None))
    return list(session.scalars(mine.order_by(Token.created_at.desc(), Token.id.desc())))


def revoke(token: Token, *, now: datetime) -> None:
    """Revoke a token; doing it again does no harm."""
    token.revoked_at = token.revoked_at or now


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
