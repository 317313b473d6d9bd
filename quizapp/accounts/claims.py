"""Links that only who reads the mail of an address can open, which is how an address is claimed.

A link holds the address and the account that is to have it, signed with the key of the server, so
nothing has to be stored for it. It lasts a day, and what it did it does only once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy.orm import Session

from quizapp.accounts import learners, recovery
from quizapp.accounts.learners import NOBODY
from quizapp.accounts.letters import Letter, confirming, inviting, returning, unknown
from quizapp.models import Learner
from quizapp.storage.configured import value_of
from quizapp.storage.declared import SIGN_UP

LASTS = timedelta(days=1)
USELESS = "That link doesn't work any more. A link lasts a day. Ask for a new one."

INVITED = "You need an invitation to sign up here. Ask whoever runs this site for a link."


@dataclass(frozen=True)
class Claim:
    """The address of a link, and the account that is to have it; `NOBODY` for a new one."""

    email: str
    account: int


def make_key(secret: str, email: str, *, now: datetime, account: int = NOBODY) -> str:
    """What a link to the address carries; `secret` is the server's."""
    ends = round((now + LASTS).timestamp())
    return str(_signer(secret).dumps([email, account, ends]))


def read_key(secret: str, key: str, *, now: datetime) -> Claim | None:
    """The claim of a key, unless it is too old or not ours."""
    try:
        email, account, ends = _signer(secret).loads(key)
    except (BadData, UnicodeError):
        return None
    return Claim(email, account) if now.timestamp() < ends else None


def needs_invitation() -> bool:
    """Whether only who was given a link may sign up."""
    return bool(value_of(SIGN_UP) == "invited")


def way_in(session: Session, secret: str, email: str, *, at: str, now: datetime) -> Letter:
    """A letter to whoever reads the mail of an address: to sign up, or else to get back in.

    It looks the same from outside whether the address has an account, so nobody else is told.
    """
    if account := learners.find(session, email):
        return returning(at, recovery.make_link_code(session, account, now=now))
    if needs_invitation():
        return unknown(at, INVITED)
    return inviting(at, make_key(secret, email, now=now))


def change(secret: str, account: Learner, email: str, *, at: str, now: datetime) -> Letter:
    """A letter to the new address of an account."""
    return confirming(at, make_key(secret, email, now=now, account=account.id))


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="address")
