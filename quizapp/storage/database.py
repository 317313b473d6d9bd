"""One way to the database for the web, the terminal and the migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

PATIENTLY, BRIEFLY = 10_000, 500  # ms to wait for another program that writes


def make_engine(url: str) -> Engine:
    """An engine for the URL; the folder of a SQLite file is made where it is missing."""
    make_folder(url)
    return create_engine(url, hide_parameters=True)  # from the log: addresses, hashes, answers


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """A maker of sessions on that engine: `with make_sessions(engine)() as session:`."""
    return sessionmaker(engine)


def make_folder(url: str) -> None:
    """Make the folder a SQLite file is to live in; nothing for other databases."""
    if file := sqlite_file(url):
        file.parent.mkdir(parents=True, exist_ok=True)


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database; None for one in memory, and for other databases."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
        return Path(str(parsed.database)).absolute()
    return None


@contextmanager
def briefly(session: Session) -> Iterator[None]:
    """Write at once or hardly wait for others who write; only SQLite makes one wait."""
    connection = session.connection().connection.dbapi_connection
    if not isinstance(connection, sqlite3.Connection):
        yield
        return
    connection.execute(f"PRAGMA busy_timeout = {BRIEFLY}")
    try:
        yield
        session.flush()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {PATIENTLY}")


# On every engine, not only ours: Flask-SQLAlchemy-Lite makes its own and leaves foreign keys off.
@event.listens_for(Engine, "connect")
def _set_pragmas(connection: Any, record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    cursor = connection.cursor()
    # first, because the next may have to wait
    cursor.execute(f"PRAGMA busy_timeout = {PATIENTLY}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # what was acknowledged survives a power cut
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()
