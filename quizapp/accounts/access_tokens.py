"""Personal access tokens, with which a program acts for a learner.

A secret of 256 random bits is shown once. Only its digest is stored and looked up, so that timing
gives nothing away.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from quizapp.models import Learner, SignIn, Token
from quizapp.models.token import PRACTISE, SCOPES

NUMBER = re.compile("[0-9]{1,9}")
PREFIX = "qz_"  # makes leaked secrets recognisable
MOST = 20  # working tokens of one learner
LONGEST_NAME = 80
LIFETIMES = (30, 90, 365)  # days
FRESH = timedelta(minutes=1)  # note a token's use at most this often


class TokenError(ValueError):
    """Why a token cannot be made, as advice."""


def make(
    session: Session,
    learner: Learner,
    name: str,
    *,
    now: datetime,
    scope: str = PRACTISE,
    days: int | None = None,
) -> tuple[Token, str]:
    """A new token and its secret, which is not stored; `TokenError` if it cannot be made.

    It works for so many days, or until it is revoked.
    """
    name = " ".join(name.split())
    if learner.is_guest:
        raise TokenError("Only accounts have tokens. Sign up first; your progress is kept.")
    if not 0 < len(name) <= LONGEST_NAME:
        raise TokenError(f"Name it after where you'll use it, in 1 to {LONGEST_NAME} characters.")
    if scope not in SCOPES:
        raise TokenError("Choose what it may do.")
    if days is not None and days not in LIFETIMES:
        raise TokenError("Choose how long it works.")
    if len(working(session, learner, now=now)) >= MOST:
        raise TokenError(f"You already have {MOST} tokens. Revoke one that you no longer use.")
    secret = PREFIX + new_secret(learner)
    token = Token(
        learner_id=learner.id,
        name=name,
        digest=digest(secret),
        scope=scope,
        created_at=now,
        expires_at=now + timedelta(days=days) if days else None,
    )
    session.add(token)
    session.flush()
    return token, secret


def find(session: Session, secret: str, *, now: datetime, alone: bool = False) -> Token | None:
    """The token with this secret, unless it was revoked or has expired.

    With `alone`, others who ask so for it wait until the commit (on PostgreSQL).
    """
    same = select(Token).where(has_secret(Token, secret), *_works(now))
    return session.scalar(same.with_for_update(key_share=True) if alone else same)


def use(token: Token, *, now: datetime) -> bool:
    """Note that the token was used; return whether there was anything to write."""
    if token.used_at and now - token.used_at < FRESH:
        return False
    token.used_at = now
    return True


def working(session: Session, learner: Learner, *, now: datetime) -> list[Token]:
    """The learner's tokens that still work, newest first."""
    mine = select(Token).where(Token.learner_id == learner.id, *_works(now))
    return list(session.scalars(mine.order_by(Token.created_at.desc(), Token.id.desc())))


def revoke(token: Token, *, now: datetime) -> None:
    """Revoke a token; doing it again does no harm."""
    token.revoked_at = token.revoked_at or now


def _works(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Token.revoked_at.is_(None), or_(Token.expires_at.is_(None), Token.expires_at > now)


def new_secret(learner: Learner) -> str:
    """256 random bits, after the learner's number, which says where to look for the row."""
    return f"{learner.id}.{secrets.token_urlsafe(32)}"


def has_secret(model: type[Token] | type[SignIn], secret: str) -> ColumnElement[bool]:
    """The condition that a row has this secret."""
    same = model.digest == digest(secret)
    number = owner(secret)
    return same if number is None else same & (model.learner_id == number)


def owner(secret: str) -> int | None:
    """The number of the learner whom a secret names; None in an older one."""
    number, dot, _ = secret.removeprefix(PREFIX).partition(".")
    return int(number) if dot and NUMBER.fullmatch(number) else None


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
