"""The letters that we mail, and the links in them."""

from __future__ import annotations

from dataclasses import dataclass

NOT_YOU = "If you didn't ask for this, you can ignore this e-mail."


@dataclass(frozen=True)
class Letter:
    """A subject and a text."""

    subject: str
    text: str


def sign_up_link(at: str, key: str) -> str:
    """Where an address is signed up with the key of a claim."""
    return f"{at}/sign-up?key={key}"


def new_password_link(at: str, code: str) -> str:
    """Where a new password is set with a code."""
    return f"{at}/sign-in/forgotten?code={code}"


def inviting(at: str, key: str) -> Letter:
    """To an address without an account."""
    return _letter(
        "Sign up for quizapp",
        f"There is no account with this address at {at} yet. To make one, open",
        sign_up_link(at, key),
        "The link works for a day. If you already have an account, it has a different address.",
    )


def unknown(at: str, advice: str) -> Letter:
    """To an address without an account, where not everybody may sign up."""
    subject = "No account at quizapp"
    return Letter(subject, f"There is no account with this address at {at}. {advice}\n{NOT_YOU}\n")


def returning(at: str, code: str) -> Letter:
    """To the address of an account."""
    return _letter(
        "Your account at quizapp",
        f"You have an account at {at}. If you know your password, sign in with it.\n"
        "To set a new password, open",
        new_password_link(at, code),
        "The link works once, within an hour.",
    )


def confirming(at: str, key: str) -> Letter:
    """To the new address of an account, or to one that was never claimed."""
    return _letter(
        "Confirm your address for quizapp",
        f"To sign in at {at} with this address, open",
        f"{at}/account/email/confirm?key={key}",
        "The link works for a day, in a browser in which you are signed in.",
    )


def _letter(subject: str, before: str, link: str, after: str) -> Letter:
    return Letter(subject, f"{before}\n\n{link}\n\n{after}\n{NOT_YOU}\n")
