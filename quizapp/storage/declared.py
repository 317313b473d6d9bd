"""Every setting of an installation: its name, what it does, its default and how it is read.

Each is an environment variable, such as QUIZAPP_WORKERS, or a key of the settings file, `workers`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .written_settings import (
    address,
    api,
    counter,
    database,
    key,
    mail_server,
    networks,
    number,
    one_of,
    several,
    text,
    yes_or_no,
)


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


DATABASE_URL = SiteSetting(
    "database_url",
    "",
    "The database, as a SQLAlchemy address.",
    text,
    secret=True,
    unset="a SQLite file in your data folder",
)
REPLICA_URL = SiteSetting(
    "replica_url",
    "",
    "A copy of the database that is only read, such as a standby of PostgreSQL. While it can be "
    "reached, statistics are read from it, and what `bank log` and `bank reports` print.",
    database,
    secret=True,
)
BANKS = SiteSetting(
    "banks",
    (),
    "The banks to serve, each as NAME=DIR or DIR.",
    several(os.pathsep),
    unset="quizapp's own",
)
WAIT_SECONDS = SiteSetting(
    "wait_seconds",
    10.0,
    "How long to wait for another program that is writing to the SQLite file.",
    number(0, 3600),
)
SECRET_KEY = SiteSetting(
    "secret_key",
    "",
    "The key that signs cookies.",
    key,
    secret=True,
    unset="generated once, kept beside the database",
)
REVIEW = SiteSetting(
    "review", False, "Whether someone else has to approve each question and change.", yes_or_no
)
PUBLIC_ADDRESS = SiteSetting(
    "public_address",
    "",
    "The address that people type, with its path if quizapp shares a host name. With https, "
    "cookies are sent over HTTPS only.",
    address,
)
TRUSTED_PROXIES = SiteSetting(
    "trusted_proxies",
    (),
    "The proxies that may say who is asking, and whether it was over HTTPS.",
    networks,
)
HSTS_SECONDS = SiteSetting(
    "hsts_seconds",
    0,
    "How long browsers remember to use HTTPS only. Needs a public address with https.",
    number(0, 63_072_000, int),
)
SIGN_UP = SiteSetting(
    "sign_up",
    "open",
    "Who may sign up: everybody (open), or who was given a link (invited).",
    one_of("open", "invited"),
)
MAIL_SERVER = SiteSetting(
    "mail_server",
    "",
    "The server that sends mail, as smtp://… or smtps://…. With one, addresses are confirmed.",
    mail_server,
    secret=True,
)
MAIL_FROM = SiteSetting("mail_from", "", "The address that mail comes from.", text)
COUNTS = SiteSetting(
    "counts",
    "",
    "Where limits are counted, for all servers together, as redis://….",
    counter,
    secret=True,
    unset="the database",
)
WORKERS = SiteSetting("workers", 2, "How many processes answer requests.", number(1, 64, int))
THREADS = SiteSetting(
    "threads", 12, "How many requests each process works on at once.", number(1, 15, int)
)  # SQLAlchemy's pool has 15 connections
WAITING = SiteSetting(
    "waiting",
    256,
    "How many requests may wait in each process; the others get a 503.",
    number(1, 4096, int),
)
BODY_SECONDS = SiteSetting(
    "body_seconds", 20.0, "How long a request may take to arrive.", number(1, 600)
)
EXAMINER_ADDRESS = SiteSetting(
    "examiner_address",
    "",
    "Where to ask for second opinions on short answers: an API that OpenAI's clients can use.",
    api,
)
EXAMINER_MODEL = SiteSetting("examiner_model", "", "The model that gives them.", text)
EXAMINER_KEY = SiteSetting("examiner_key", "", "The key of that API.", text, secret=True)
EXAMINER_SECONDS = SiteSetting(
    "examiner_seconds", 8.0, "How long to wait for a second opinion.", number(1, 60)
)
METRICS_FROM = SiteSetting(
    "metrics_from",
    (),
    "Who may read /metrics, for Prometheus: addresses or networks.",
    networks,
    unset="nobody",
)
LOG_LEVEL = SiteSetting(
    "log_level",
    "warning",
    "What to log: errors, warnings, every request (info), or what exceptions say too (debug).",
    one_of("error", "warning", "info", "debug"),
)
LOG_FORMAT = SiteSetting(
    "log_format",
    "text",
    "How to log: lines for people, or JSON for programs.",
    one_of("text", "json"),
)

SETTINGS = tuple(found for found in list(globals().values()) if isinstance(found, SiteSetting))
