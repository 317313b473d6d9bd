"""Getting back into an account whose password is forgotten.

A learner keeps recovery codes, or gets a link by mail or from an administrator. Either is 80
random bits, of which only a digest is stored; that many cannot be guessed, so an address need not
be given.
Who has a link is the owner of the address, who may not be who made the account.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from quizapp.accounts import access_tokens, learners
from quizapp.accounts.access_tokens import digest
from quizapp.accounts.learners import AccountError
from quizapp.models import Learner, WayBack

CODES = 8
GROUPS, GROUP = 4, 4  # of characters, of 5 bits each
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no letter looks like a digit
MISREAD = str.maketrans("oil", "011")
AN_HOUR = timedelta(hours=1)
USELESS = (
    "That code doesn't work. Check it for a slip. Each code works once, new codes replace the old "
    "ones, and a link lasts an hour."
)


def make_codes(session: Session, account: Learner, *, now: datetime) -> list[str]:
    """New recovery codes to show once; the earlier ones stop working."""
    session.execute(delete(WayBack).where(_of(account), WayBack.expires_at.is_(None)))
    return [_new(session, account, now, None) for _ in range(CODES)]


def make_link_code(session: Session, account: Learner, *, now: datetime) -> str:
    """A code for a link to the owner of the address; an earlier one stops working."""
    session.execute(delete(WayBack).where(_of(account), WayBack.expires_at.is_not(None)))
    return _new(session, account, now, now + AN_HOUR)


def codes_left(session: Session, account: Learner) -> int:
    """How many recovery codes are unused."""
    unused = select(func.count()).where(_of(account), WayBack.expires_at.is_(None))
    return session.scalar(unused) or 0


def use(session: Session, code: str, *, password: str, now: datetime) -> Learner:
    """Set a new password with a code, which works no more, and sign out every browser.

    `AccountError` if the code doesn't work or the password is weak, which uses up nothing.
    """
    valid = or_(WayBack.expires_at.is_(None), WayBack.expires_at > now)
    same = WayBack.digest == digest(_read(code))
    found = session.execute(
        select(Learner, WayBack.expires_at).join(WayBack).where(same, valid)
    ).one_or_none()
    if found is None:
        raise AccountError(USELESS, "code")
    account: Learner = found.Learner
    learners.set_password(session, account, password)
    used = session.execute(delete(WayBack).where(same).returning(WayBack.id)).all()
    if not used:  # somebody else has just used it
        raise AccountError(USELESS, "code")
    session.execute(delete(WayBack).where(_of(account), WayBack.expires_at.is_not(None)))
    if found.expires_at and account.claimed_at is None:
        _take_over(session, account, now=now)
    return account


def _take_over(session: Session, account: Learner, *, now: datetime) -> None:
    """Leave no way in to who made the account with an address that nobody had claimed."""
    session.execute(delete(WayBack).where(_of(account)))
    for token in access_tokens.working(session, account, now=now):
        access_tokens.revoke(token, now=now)
    account.claimed_at = now


def _new(session: Session, account: Learner, now: datetime, expires_at: datetime | None) -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP))
    session.add(
        WayBack(
            learner_id=account.id, digest=digest(letters), created_at=now, expires_at=expires_at
        )
    )
    session.flush()
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def _read(code: str) -> str:
    """The letters of a code as typed, with or without hyphens."""
    return "".join(filter(str.isalnum, code.lower())).translate(MISREAD)


def _of(account: Learner) -> ColumnElement[bool]:
    return WayBack.learner_id == account.id
