"""Every setting of an installation: its name, what it does, its default and how it is read.

Each is an environment variable, such as QUIZAPP_WORKERS, or a key of the settings file, `workers`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network
from typing import Any
from urllib.parse import SplitResult, urlsplit


@dataclass(frozen=True)
class SiteSetting:
    """A setting. `read` turns what was written into a value, or raises ValueError with advice."""

    key: str
    default: Any
    says: str
    read: Callable[[Any], Any]
    secret: bool = False
    unset: str = "none"  # what an empty default means

    @property
    def variable(self) -> str:
        """Its environment variable."""
        return f"QUIZAPP_{self.key.upper()}"


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise ValueError("Write it as text, between quotes.")
    return said.strip()


def _key(said: Any) -> str:
    if len(_text(said)) < 16:
        raise ValueError(
            "It's too short to be secret. Use at least 16 characters, drawn at random."
        )
    return _text(said)


def _number(least: float, most: float, kind: type = float) -> Callable[[Any], Any]:
    def read(said: Any) -> Any:
        try:
            found = kind(said)
        except (TypeError, ValueError):
            found = None
        if found is None or isinstance(said, bool) or not least <= found <= most:
            what = "a whole number" if kind is int else "a number"
            raise ValueError(f"Write {what} from {least} to {most}.")
        return found

    return read


def _yes_or_no(said: Any) -> bool:
    word = str(said).strip().lower()
    if word not in ("1", "true", "yes", "on", "0", "false", "no", "off", ""):
        raise ValueError("Write true or false.")
    return word in ("1", "true", "yes", "on")


def _one_of(*words: str) -> Callable[[Any], str]:
    def read(said: Any) -> str:
        if _text(said).lower() not in words:
            raise ValueError(f"Write one of {', '.join(words)}.")
        return _text(said).lower()

    return read


def _list(between: str) -> Callable[[Any], tuple[str, ...]]:
    def read(said: Any) -> tuple[str, ...]:
        parts = said.split(between) if isinstance(said, str) else said
        if not isinstance(parts, list):
            raise ValueError('Write a list, such as ["one", "two"].')
        return tuple(filter(None, map(_text, parts)))

    return read


def _networks(said: Any) -> tuple[Any, ...]:
    try:
        return tuple(map(ip_network, _list(",")(said)))
    except ValueError as error:
        raise ValueError(f"{error}. Write addresses such as 127.0.0.1 or 10.0.0.0/8.") from None


def _whole(said: Any, example: str) -> SplitResult:
    parts = urlsplit(_text(said))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"Write the whole address, such as {example}.")
    return parts


def _api(said: Any) -> str:
    parts = _whole(said, "https://api.example.org/v1")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _address(said: Any) -> str:
    parts = _whole(said, "https://quiz.example.org")
    path = parts.path.rstrip("/")
    if parts.query or parts.fragment or not re.fullmatch(r"(/[\w.~-]+)*", path, re.ASCII):
        raise ValueError("Write a host name, and perhaps a path, such as https://example.org/quiz.")
    return f"{parts.scheme}://{parts.netloc}{path}"


def _mail_server(said: Any) -> str:
    try:
        parts = urlsplit(_text(said))
        good = parts.scheme in ("smtp", "smtps") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is none
        good = False
    if not good:
        raise ValueError("Write it like smtp://user:password@mail.example.org:587.")
    return _text(said)


def _counts(said: Any) -> str:
    if urlsplit(_text(said)).scheme not in ("redis", "rediss"):
        raise ValueError("Write it like redis://localhost:6379, or leave it out.")
    return _text(said)


DATABASE_URL = SiteSetting(
    "database_url",
    "",
    "The database, as a SQLAlchemy address.",
    _text,
    secret=True,
    unset="a SQLite file in your data folder",
)
BANKS = SiteSetting(
    "banks",
    (),
    "The banks to serve, each as NAME=DIR or DIR.",
    _list(os.pathsep),
    unset="quizapp's own",
)
WAIT_SECONDS = SiteSetting(
    "wait_seconds",
    10.0,
    "How long to wait for another program that is writing to the SQLite file.",
    _number(0, 3600),
)
SECRET_KEY = SiteSetting(
    "secret_key",
    "",
    "The key that signs cookies.",
    _key,
    secret=True,
    unset="generated once, kept beside the database",
)
REVIEW = SiteSetting(
    "review", False, "Whether someone else has to approve each question and change.", _yes_or_no
)
PUBLIC_ADDRESS = SiteSetting(
    "public_address",
    "",
    "The address that people type, with its path if quizapp shares a host name. With https, "
    "cookies are sent over HTTPS only.",
    _address,
)
TRUSTED_PROXIES = SiteSetting(
    "trusted_proxies",
    (),
    "The proxies that may say who is asking, and whether it was over HTTPS.",
    _networks,
)
HSTS_SECONDS = SiteSetting(
    "hsts_seconds",
    0,
    "How long browsers remember to use HTTPS only. Needs a public address with https.",
    _number(0, 63_072_000, int),
)
SIGN_UP = SiteSetting(
    "sign_up",
    "open",
    "Who may sign up: everybody (open), or who was given a link (invited).",
    _one_of("open", "invited"),
)
MAIL_SERVER = SiteSetting(
    "mail_server",
    "",
    "The server that sends mail, as smtp://… or smtps://…. With one, addresses are confirmed.",
    _mail_server,
    secret=True,
)
MAIL_FROM = SiteSetting("mail_from", "", "The address that mail comes from.", _text)
COUNTS = SiteSetting(
    "counts",
    "",
    "Where limits are counted, for all servers together, as redis://….",
    _counts,
    secret=True,
    unset="the database",
)
WORKERS = SiteSetting("workers", 2, "How many processes answer requests.", _number(1, 64, int))
THREADS = SiteSetting(
    "threads", 12, "How many requests each process works on at once.", _number(1, 15, int)
)  # SQLAlchemy's pool has 15 connections
WAITING = SiteSetting(
    "waiting",
    256,
    "How many requests may wait in each process; the others get a 503.",
    _number(1, 4096, int),
)
BODY_SECONDS = SiteSetting(
    "body_seconds", 20.0, "How long a request may take to arrive.", _number(1, 600)
)
EXAMINER_ADDRESS = SiteSetting(
    "examiner_address",
    "",
    "Where to ask for second opinions on short answers: an API that OpenAI's clients can use.",
    _api,
)
EXAMINER_MODEL = SiteSetting("examiner_model", "", "The model that gives them.", _text)
EXAMINER_KEY = SiteSetting("examiner_key", "", "The key of that API.", _text, secret=True)
EXAMINER_SECONDS = SiteSetting(
    "examiner_seconds", 8.0, "How long to wait for a second opinion.", _number(1, 60)
)
METRICS_FROM = SiteSetting(
    "metrics_from",
    (),
    "Who may read /metrics, for Prometheus: addresses or networks.",
    _networks,
    unset="nobody",
)
LOG_LEVEL = SiteSetting(
    "log_level",
    "warning",
    "What to log: errors, warnings, every request (info), or what exceptions say too (debug).",
    _one_of("error", "warning", "info", "debug"),
)
LOG_FORMAT = SiteSetting(
    "log_format",
    "text",
    "How to log: lines for people, or JSON for programs.",
    _one_of("text", "json"),
)

SETTINGS = tuple(found for found in list(globals().values()) if isinstance(found, SiteSetting))
