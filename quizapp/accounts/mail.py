"""Sending letters by the mail server that the settings name; without one, nothing is mailed."""

from __future__ import annotations

import logging
import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from quizapp.accounts.letters import Letter
from quizapp.storage.configured import value_of
from quizapp.storage.declared import MAIL_FROM, MAIL_SERVER

PATIENCE = 10  # seconds
FAILED = "The mail could not be sent. Try again in a few minutes, or ask whoever runs this site."

log = logging.getLogger(__name__)


class MailError(RuntimeError):
    """A letter that could not be sent, as advice."""


def is_on() -> bool:
    """Whether letters can be sent."""
    return bool(value_of(MAIL_SERVER))


def send(letter: Letter, to: str) -> None:
    """Send a letter to an address; `MailError` if the mail server doesn't take it."""
    message = EmailMessage()
    message["From"], message["To"] = value_of(MAIL_FROM), to
    message["Subject"] = letter.subject
    message["Auto-Submitted"] = "auto-generated"  # so that no machine answers (RFC 3834)
    message.set_content(letter.text)
    try:
        with _connected() as server:
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        log.error("A letter could not be sent: %s", type(error).__name__)  # others quote addresses
        raise MailError(FAILED) from None


def _connected() -> smtplib.SMTP:
    """A connection to the server: encrypted if it can be, and always before a password is sent."""
    where = urlsplit(value_of(MAIL_SERVER))
    host, context = where.hostname or "", ssl.create_default_context()
    if where.scheme == "smtps":
        port = where.port or smtplib.SMTP_SSL_PORT
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=context)
    else:
        server = smtplib.SMTP(host, where.port or 587, timeout=PATIENCE)
        server.ehlo()
        if server.has_extn("starttls") or where.username:
            server.starttls(context=context)
    if where.username:
        server.login(unquote(where.username), unquote(where.password or ""))
    return server
