"""What can come between typing and being stored: sessions that end, and databases that refuse."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Engine, event

from tests.web.visitor import LEARNER, Visitor


def close_browser(visitor: Visitor) -> None:
    """Restart the browser, which keeps only the sign-in cookie."""
    visitor.client.delete_cookie("session")


def clear_cookies(visitor: Visitor) -> None:
    close_browser(visitor)
    visitor.client.delete_cookie("remember_token")


def begin_another(visitor: Visitor) -> None:
    """Open another tab after a restart."""
    close_browser(visitor)
    visitor.client.get("/sign-in")


def change_secret(visitor: Visitor) -> None:
    visitor.app.secret_key = "another"


def sign_out_elsewhere(visitor: Visitor) -> None:
    visitor.get("/")
    visitor.post("/sign-out")


def sign_in_as_ben(visitor: Visitor) -> None:
    sign_out_elsewhere(visitor)
    visitor.sign_in(LEARNER)


SESSIONS: dict[str, Callable[[Visitor], None]] = {
    "browser closed and opened": close_browser,
    "cookies cleared": clear_cookies,
    "another tab after a restart": begin_another,
    "token of another secret": change_secret,
    "signed out in another tab": sign_out_elsewhere,
    "somebody else in another tab": sign_in_as_ben,
}


@contextmanager
def locked(engine: Engine) -> Iterator[None]:
    """Another program writes, and never finishes."""
    other = sqlite3.connect(str(engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with each_connection(engine, "PRAGMA busy_timeout = 0"):
        yield
    other.close()


@contextmanager
def read_only(engine: Engine) -> Iterator[None]:
    with each_connection(engine, "PRAGMA query_only = ON"):
        yield


@contextmanager
def full(engine: Engine) -> Iterator[None]:
    """The disk has no room for what is written."""

    def refuse(cursor: Any, statement: str, *rest: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error

    event.listen(engine, "do_execute", refuse)
    yield
    event.remove(engine, "do_execute", refuse)


@contextmanager
def each_connection(engine: Engine, pragma: str) -> Iterator[None]:
    def tell(connection: Any, *rest: Any) -> None:
        connection.execute(pragma)

    engine.dispose()
    event.listen(engine, "checkout", tell)
    yield
    event.remove(engine, "checkout", tell)
    engine.dispose()


DATABASES: dict[str, tuple[Callable[[Engine], AbstractContextManager[None]], str]] = {
    "database locked": (locked, "The database is busy"),
    "disk full": (full, "disk is full"),
    "database read-only": (read_only, "can&#39;t write to its database"),
}
