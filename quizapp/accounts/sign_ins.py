"""Which browsers are signed in, stored so that cookies can be invalidated.

A browser's cookie holds a secret of 256 random bits; only its digest is stored here. Whatever
changes who may come in, or what they may do, signs out every browser of the learner:
it is done here, so that no caller has to remember it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, delete, event, exists, inspect, select, update
from sqlalchemy.orm import Session

from quizapp.accounts.access_tokens import digest, has_secret, new_secret, owner
from quizapp.models import BankVersion, Learner, SignIn, remember

LASTS = timedelta(days=30)  # after the browser was last seen
FRESH = timedelta(minutes=15)  # note that a browser was seen at most this often
RANK = ("email", "password_hash", "role")  # columns of a learner


@dataclass(frozen=True)
class SignedIn:
    """The learner whose browser it is, and whether that it was seen is yet to be noted."""

    learner: Learner
    is_due: bool


def begin(session: Session, learner: Learner, *, now: datetime, browser: str = "") -> str:
    """Sign in one more browser and return its secret; also deletes the learner's expired rows."""
    mine = SignIn.learner_id == learner.id
    session.execute(delete(SignIn).where(mine, SignIn.seen_at < now - LASTS))
    secret = new_secret(learner)
    session.add(
        SignIn(
            learner_id=learner.id,
            digest=digest(secret),
            browser=browser,
            created_at=now,
            seen_at=now,
        )
    )
    session.flush()
    return secret


def whose(session: Session, secret: str, *, now: datetime, alone: bool = False) -> SignedIn | None:
    """The learner whose browser has this secret, unless it stayed away for too long.

    With `alone`, others who ask so for the same learner wait until the commit (on PostgreSQL; only
    one at a time writes to SQLite anyway).
    """
    number = owner(secret)
    asked = _whose(number is not None, alone)
    found = session.execute(asked, {"digest": digest(secret), "number": number}).one_or_none()
    if found is None or found.seen_at < now - LASTS:
        return None
    remember(session, found.BankVersion)
    return SignedIn(found.Learner, found.seen_at < now - FRESH)


@cache
def _whose(by_number: bool, alone: bool) -> Select[Any, Any, Any]:
    """What every request asks: putting it together takes longer than running it.

    The mark of the bank, which most pages need, comes along.
    """
    asked = select(Learner, SignIn.seen_at, BankVersion).join(SignIn)
    asked = asked.outerjoin(BankVersion, BankVersion.id == 1)
    asked = asked.where(SignIn.digest == bindparam("digest"))
    asked = asked.where(SignIn.learner_id == bindparam("number")) if by_number else asked
    return asked.with_for_update(key_share=True, of=(Learner, SignIn)) if alone else asked


def note(session: Session, secret: str, *, now: datetime) -> None:
    """Note that this browser was seen; the caller commits."""
    mine = update(SignIn).where(has_secret(SignIn, secret))
    session.execute(mine.values(seen_at=now))


def of(session: Session, learner: Learner, *, now: datetime) -> list[SignIn]:
    """The browsers that are signed in, last seen first."""
    mine = select(SignIn).where(SignIn.learner_id == learner.id, SignIn.seen_at >= now - LASTS)
    return list(session.scalars(mine.order_by(SignIn.seen_at.desc(), SignIn.id.desc())))


def is_of(found: SignIn, secret: str) -> bool:
    """Whether it is the browser with this secret."""
    return found.digest == digest(secret)


def end(session: Session, secret: str) -> None:
    """Sign out the browser with this secret, and every copy of its cookie."""
    session.execute(delete(SignIn).where(has_secret(SignIn, secret)))


def anywhere(session: Session, learner: Learner) -> bool:
    """Whether a learner is signed in on any browser."""
    return bool(session.scalar(select(exists().where(SignIn.learner_id == learner.id))))


def end_all(session: Session, learner: Learner) -> None:
    """Sign out all browsers of a learner."""
    session.execute(delete(SignIn).where(SignIn.learner_id == learner.id))


@event.listens_for(Session, "before_flush")
def _end_with_rank(session: Session, *_: Any) -> None:
    """Sign out all browsers of learners whose address, password or role changes."""
    for changed in session.dirty:
        if isinstance(changed, Learner):
            state = inspect(changed).attrs
            if any(state[name].history.has_changes() for name in RANK):
                table: Any = SignIn.__table__
                # not by the session, which is about to flush
                session.connection().execute(delete(table).where(table.c.learner_id == changed.id))
