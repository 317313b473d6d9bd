"""Database engines and sessions, for the web, the terminal and the migrations."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

from quizapp.storage import settings

BRIEFLY = 500  # ms to wait for another writer where hardly any wait will do


def make_engine(url: str) -> Engine:
    """An engine for the URL; makes a SQLite file that is missing, with its folder."""
    file = sqlite_file(url)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):  # there is one, or SQLite will say what is wrong
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # private
    # A database server that restarts leaves broken connections in the pool: each is tried before
    # it is used. And what is in a statement, addresses and answers, stays out of the log.
    return create_engine(
        url, hide_parameters=True, pool_pre_ping=file is None, connect_args=_patient_for(url)
    )


def _patient_for(url: str) -> dict[str, Any]:
    """How PostgreSQL is connected to: a server that is gone must not hold a thread for minutes.

    Statements aren't prepared, because a pooler such as PgBouncer may send each transaction over
    another connection. What the address says goes first.
    """
    parsed = make_url(url)
    if parsed.get_driver_name() != "psycopg":
        return {}
    ours = {
        "connect_timeout": 5,
        "tcp_user_timeout": 10_000,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 2,
        "prepare_threshold": None,
    }
    return {key: value for key, value in ours.items() if key not in parsed.query}


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """A session maker: `with make_sessions(engine)() as session:`."""
    return sessionmaker(engine)


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database; None for one in memory and for other databases."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
        return Path(str(parsed.database)).absolute()
    return None


@contextmanager
def briefly(session: Session) -> Iterator[None]:
    """Within this, hardly wait for other writers (only SQLite makes one wait)."""
    connection = session.connection().connection.dbapi_connection
    if not isinstance(connection, sqlite3.Connection):
        yield
        return
    connection.execute(f"PRAGMA busy_timeout = {BRIEFLY}")
    try:
        yield
        session.flush()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {_patience()}")


@contextmanager
def hurrying(connection: Connection) -> Iterator[None]:
    """Within this, wait neither for other writers nor for the disk, for what may be lost."""
    driver = connection.connection.dbapi_connection
    if connection.dialect.name == "postgresql":  # until the end of the transaction
        connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    (level,) = driver.execute("PRAGMA synchronous").fetchone()
    driver.execute(f"PRAGMA busy_timeout = {BRIEFLY}")
    driver.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        driver.rollback()  # neither can be changed within a transaction
        driver.execute(f"PRAGMA synchronous = {level}")
        driver.execute(f"PRAGMA busy_timeout = {_patience()}")


def _patience() -> int:
    """How long to wait for another writer, in ms."""
    return round(1000 * settings.wait_seconds())


# On every engine, so that none has foreign keys turned off.
@event.listens_for(Engine, "connect")
def _set_pragmas(connection: Any, record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    cursor = connection.cursor()
    # first, because the next one may have to wait
    cursor.execute(f"PRAGMA busy_timeout = {_patience()}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # commits survive a power cut
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


# Python's sqlite3 begins a transaction with the first change only. A savepoint before it would be
# the outermost, and its end a commit, which no rollback takes back.
@event.listens_for(Engine, "savepoint")
def _begin_first(connection: Connection, name: str) -> None:
    driver = connection.connection.dbapi_connection
    if isinstance(driver, sqlite3.Connection) and not driver.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
