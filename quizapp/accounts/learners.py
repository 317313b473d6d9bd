"""Guests and accounts, and turning one into the other. Passwords are stored as argon2 hashes."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.accounts import ownership, sign_ins
from quizapp.models import Learner

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 1000  # hashing longer ones would keep the server busy
TERMINAL = "terminal"
TAKEN = "That address has an account. Sign in, or use another address."
NOBODY = 0  # an id that no learner has


class AccountError(ValueError):
    """What is wrong, as advice; `field` names the form field to correct."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


def create_guest(session: Session, *, now: datetime, name: str = "Guest") -> Learner:
    """A new learner without an account."""
    guest = Learner(name=name, created_at=now)
    session.add(guest)
    session.flush()
    return guest


def sign_up(
    session: Session,
    *,
    email: str,
    password: str,
    name: str,
    now: datetime,
    is_instructor: bool = False,
) -> Learner:
    """A new account; `AccountError` if something is not valid."""
    learner = Learner(name=name, created_at=now, is_instructor=is_instructor)
    return claim_guest(session, learner, email=email, password=password, name=name)


def claim_guest(
    session: Session, guest: Learner, *, email: str, password: str, name: str
) -> Learner:
    """Turn the guest into an account that keeps its progress; `AccountError` if that fails."""
    email, name = _tidy(email), name.strip()
    if not guest.is_guest:
        raise AccountError("You already have an account; sign out to make another.", "email")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", email) or len(email) > 254:
        raise AccountError("Write an e-mail address like name@example.org.", "email")
    _check_password(password)
    _check_name(name)
    if find(session, email):
        raise AccountError(TAKEN, "email")
    guest.email = email
    guest.name = name or email.partition("@")[0][:80]
    guest.password_hash = _hasher().hash(password)
    session.add(guest)
    try:
        session.flush()
    except IntegrityError:  # somebody signed up with it in the meantime
        raise AccountError(TAKEN, "email") from None
    sign_ins.end_all(session, guest)  # others who used the guest's browser are signed out
    return guest


def rename(account: Learner, name: str) -> None:
    """Rename the account; `AccountError` if the name is not valid."""
    name = name.strip()
    _check_name(name)
    if not name:
        raise AccountError("Write the name that the page should greet you by.", "name")
    account.name = name


def change_password(session: Session, account: Learner, *, current: str, password: str) -> None:
    """Change the password and sign out every browser; `AccountError` if that fails."""
    confirm(session, account, current, field="current")
    _check_password(password)
    account.password_hash = _hasher().hash(password)
    sign_ins.end_all(session, account)


def confirm(session: Session, account: Learner, password: str, *, field: str = "password") -> None:
    """Raise `AccountError` unless this is the account's password."""
    if sign_in(session, email=account.email or "", password=password) is not account:
        raise AccountError("That is not your password. Check it, and try again.", field)


def sign_in(session: Session, *, email: str, password: str) -> Learner | None:
    """The account with this address and password; None if either is wrong."""
    from argon2.exceptions import VerificationError

    learner = find(session, email)
    kept = learner.password_hash if learner else None
    try:  # hash even without an account, so that timing does not give it away
        _hasher().verify(kept or _nobodys_hash(), password[:LONGEST_PASSWORD])
    except VerificationError:
        return None
    if learner is None or kept is None:
        return None
    if _hasher().check_needs_rehash(kept):
        learner.password_hash = _hasher().hash(password)
    return learner


def merge_guest(session: Session, guest: Learner, account: Learner) -> None:
    """Move everything of the guest to the account, and delete the guest."""
    if not guest.is_guest or guest.id == account.id:
        return
    ownership.move(session, guest, account)
    session.delete(guest)
    session.flush()


def find(session: Session, email: str) -> Learner | None:
    """The account with this e-mail address, ignoring case."""
    return session.scalar(select(Learner).where(Learner.email == _tidy(email)))


def terminal_learner(session: Session, *, now: datetime, email: str | None = None) -> Learner:
    """The learner in the terminal: the named account, or the terminal's guest."""
    return _terminal(session, email) or create_guest(session, now=now, name=TERMINAL)


def terminal_reader(session: Session, *, now: datetime, email: str | None = None) -> Learner:
    """The same for reading only; without storing a guest who does not exist yet."""
    return _terminal(session, email) or Learner(id=NOBODY, name=TERMINAL, created_at=now)


def _terminal(session: Session, email: str | None) -> Learner | None:
    if email is not None:
        if account := find(session, email):
            return account
        raise AccountError(
            f"No account has the address {email}. Sign up on the web, or leave it out.", "email"
        )
    kept = select(Learner).where(Learner.email.is_(None), Learner.name == TERMINAL)
    return session.scalar(kept.limit(1))


def _check_name(name: str) -> None:
    if len(name) > 80:
        raise AccountError("Choose a name of at most 80 characters.", "name")


def _check_password(password: str) -> None:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise AccountError(
            f"Choose a password of {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.",
            "password",
        )


def _tidy(email: str) -> str:
    return email.strip().lower()


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash("nobody")
