"""Letters that pages send, and the links in them that come back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask import current_app, render_template

from quizapp.accounts import addresses, claims, mail
from quizapp.accounts.claims import Claim
from quizapp.accounts.learners import AccountError
from quizapp.accounts.letters import Letter
from quizapp.models import Learner
from quizapp.storage.configured import value_of
from quizapp.storage.declared import PUBLIC_ADDRESS

from .extensions import db

SENT = 202  # accepted; what comes of it is in the mail


def claim_of(key: str) -> Claim | None:
    """What a link claims, unless it is too old or not ours."""
    return claims.read_key(_secret(), key, now=datetime.now(UTC))


def mail_way_in(email: str) -> tuple[str, int]:
    """Send a letter to sign up or get back in, whichever fits; the page is the same."""
    return _sent(
        email,
        lambda now: claims.way_in(
            db.session, _secret(), addresses.folded(email), at=_at(), now=now
        ),
    )


def mail_change(account: Learner, email: str) -> tuple[str, int]:
    """Send a letter to the new address of an account."""
    return _sent(
        email,
        lambda now: claims.change(_secret(), account, addresses.folded(email), at=_at(), now=now),
    )


def _sent(email: str, write: Callable[[datetime], Letter]) -> tuple[str, int]:
    """The page that says to look for the letter; `AccountError` if it can't be sent."""
    if said := addresses.problem(email):
        raise AccountError(said, "email")
    letter = write(datetime.now(UTC))
    db.session.commit()
    try:
        mail.send(letter, addresses.folded(email))
    except mail.MailError as error:
        raise AccountError(str(error), "email") from None
    return render_template("account/sent.html", email=addresses.readable(email)), SENT


def _secret() -> str:
    return str(current_app.secret_key)


def _at() -> str:
    """As the settings say it: what a request says could be made up."""
    return str(value_of(PUBLIC_ADDRESS))
