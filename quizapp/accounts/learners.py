"""Guests and accounts, and turning one into the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.accounts import addresses, ownership, passwords
from quizapp.accounts.visible import unseen
from quizapp.models import LEARNER, Learner

LONGEST_NAME = 80
TERMINAL = "terminal"
TAKEN = "That address already has an account. Sign in, or use another address."
NOBODY = 0  # an id that no learner has


class AccountError(ValueError):
    """What is wrong, as advice; `field` names the form field to correct, `more` other fields."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field
        self.more: dict[str, str] = {}


def create_guest(
    session: Session, *, now: datetime, name: str = "Guest", first_form: str | None = None
) -> Learner:
    """A new learner without an account; `IntegrityError` if another guest began with this form."""
    guest = Learner(name=name, created_at=now, first_form=first_form)
    session.add(guest)
    session.flush()
    return guest


def guest_of(session: Session, first_form: str | None) -> Learner | None:
    """The learner who began with this form, who may have an account by now."""
    asked = select(Learner).where(Learner.first_form == first_form)
    return session.scalar(asked) if first_form else None


def sign_up(
    session: Session,
    *,
    email: str,
    password: str,
    name: str,
    now: datetime,
    role: str = LEARNER,
    claimed_at: datetime | None = None,
) -> Learner:
    """A new account; `AccountError` if something is not valid."""
    new = Learner(name=name, created_at=now, role=role)
    return claim_guest(
        session, new, email=email, password=password, name=name, claimed_at=claimed_at
    )


def claim_guest(
    session: Session,
    guest: Learner,
    *,
    email: str,
    password: str,
    name: str,
    claimed_at: datetime | None = None,
) -> Learner:
    """Turn the guest into an account that keeps its progress; `AccountError` if that fails.

    Others who used the guest's browser are signed out.
    """
    if not guest.is_guest:
        raise AccountError("You already have an account. Sign out to make another.", "email")
    name = name.strip()
    _check_all(
        lambda: _check_name(name),
        lambda: _check_free(session, email),
        lambda: check_password(password, name, email),
    )
    guest.name = name or email.strip().partition("@")[0][:LONGEST_NAME]
    guest.password_hash = passwords.hashed(password)
    session.add(guest)
    _set_email(session, guest, email, claimed_at)
    return guest


def rename(account: Learner, name: str) -> None:
    """Rename the account; `AccountError` if the name is not valid."""
    name = name.strip()
    _check_name(name)
    if not name:
        raise AccountError("Enter the name we should call you.", "name")
    account.name = name


def change_email(session: Session, account: Learner, *, email: str, password: str) -> None:
    """Change the address to sign in with, and sign out every browser; or `AccountError`."""
    if addresses.folded(email) == account.email:
        raise AccountError("You already sign in with this address. Enter a new one.", "email")
    _check_free(session, email)
    confirm(account, password)
    _set_email(session, account, email, None)


def claim_email(session: Session, account: Learner, *, email: str, now: datetime) -> None:
    """Give the account the address whose mail its owner reads; `AccountError` if it is taken."""
    if addresses.folded(email) != account.email:
        _check_free(session, email)
    _set_email(session, account, email, now)


def change_password(session: Session, account: Learner, *, current: str, password: str) -> None:
    """Change the password and sign out every browser; `AccountError` if that fails."""
    confirm(account, current, field="current")
    set_password(session, account, password)


def set_password(session: Session, account: Learner, password: str) -> None:
    """Give the account a new password and sign out every browser; `AccountError` if it is weak."""
    check_password(password, account.name, account.email or "")
    account.password_hash = passwords.hashed(password)


def confirm(account: Learner, password: str, *, field: str = "password") -> None:
    """Raise `AccountError` unless this is the account's password."""
    if not passwords.fits(account.password_hash, password):
        raise AccountError("That isn't your password. Check it and try again.", field)


def sign_in(session: Session, *, email: str, password: str) -> Learner | None:
    """The account with this address and password; None if either is wrong."""
    learner = find(session, email)
    kept = learner.password_hash if learner else None
    # checked even without an account, so that timing does not give it away
    if not passwords.fits(kept, password) or learner is None or kept is None:
        return None
    if passwords.is_old(kept, password):
        # in a statement of its own: the password is the same, so nobody is signed out
        again = update(Learner).where(Learner.id == learner.id)
        session.execute(again.values(password_hash=passwords.hashed(password)))
    return learner


def merge_guest(session: Session, guest: Learner, account: Learner) -> None:
    """Move everything of the guest to the account, and delete the guest."""
    if not guest.is_guest or guest.id == account.id:
        return
    ownership.move(session, guest, account)
    session.delete(guest)
    session.flush()


def find(session: Session, email: str) -> Learner | None:
    """The account with this e-mail address, ignoring case and how its domain is written."""
    if unseen(email.strip(), ""):
        return None
    as_before = email.strip().lower()  # how accounts were stored before addresses were folded
    either = select(Learner).where(Learner.email.in_({as_before, addresses.folded(email)}))
    return session.scalar(either.order_by(Learner.email != as_before).limit(1))


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


def check_password(password: str, name: str, email: str) -> None:
    """Raise `AccountError` if the password would be guessed, knowing its owner."""
    if said := passwords.problem(password, name, email):
        raise AccountError(said, "password")


def _check_all(*checks: Callable[[], None]) -> None:
    """Raise the first `AccountError` of these checks, which brings the others along."""
    found = []
    for check in checks:
        try:
            check()
        except AccountError as error:
            found.append(error)
    if found:
        found[0].more = {error.field: str(error) for error in found[1:]}
        raise found[0]


def _check_name(name: str) -> None:
    if said := unseen(name, "the name"):
        raise AccountError(said, "name")
    if len(name) > LONGEST_NAME:
        raise AccountError(f"Choose a name of at most {LONGEST_NAME} characters.", "name")


def _check_free(session: Session, email: str) -> None:
    if said := addresses.problem(email):
        raise AccountError(said, "email")
    if find(session, email):
        raise AccountError(TAKEN, "email")


def _set_email(session: Session, account: Learner, email: str, claimed_at: datetime | None) -> None:
    account.email, account.claimed_at = addresses.folded(email), claimed_at
    try:
        session.flush()
    except IntegrityError:  # somebody took it in the meantime
        raise AccountError(TAKEN, "email") from None
