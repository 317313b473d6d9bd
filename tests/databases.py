"""The kind of database that a test uses: SQLite, and PostgreSQL too where it asks for both."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import NullPool, create_engine, func, insert, select, text

from benchmarks.postgres import Postgres
from quizapp.accounts.partitioning import partition
from quizapp.models import Base
from quizapp.storage import migrate
from quizapp.storage.database import make_engine

PARTS = int(os.environ.get("QUIZAPP_TEST_PARTITIONS", "1"))  # of learners' tables on PostgreSQL
ON: list[Postgres] = []  # the server that the running test uses, if it isn't on SQLite
_idle: dict[str, list[str]] = {}  # databases there that no test uses


def empty(folder: Path) -> str:
    """The address of a new database with all tables."""
    if not ON:
        return holding(_file(_make_tables), folder / "quiz.db")
    return filled("models")


def filled(name: str, fill: Callable[[str], None] = lambda url: None) -> str:
    """The address of a new PostgreSQL database with all tables, filled so the first time."""

    def make(url: str) -> None:
        _make_tables(url)
        fill(url)

    return ON[-1].url(ON[-1].fresh(ON[-1].template(f"{name} {PARTS}", make)))


def migrated(file: Path) -> str:
    """The address of a new SQLite file as a first start leaves it, with tables but no bank."""
    return holding(_file(_migrate), file)


def holding(content: bytes, file: Path) -> str:
    """The address of a new SQLite file with the content of another."""
    file.write_bytes(content)
    return f"sqlite:///{file}"


@cache
def _file(fill: Callable[[str], None]) -> bytes:
    """A SQLite file: to make its tables takes much longer than to copy it."""
    with TemporaryDirectory() as folder:
        fill(f"sqlite:///{folder}/quiz.db")
        return (Path(folder) / "quiz.db").read_bytes()


def _migrate(url: str) -> None:
    migrate.prepare(url).dispose()


@contextmanager
def copied(database: Path) -> Iterator[str]:
    """The address of a PostgreSQL database with what is in this SQLite file.

    It is filled anew for the next test: to make another one takes five times as long, and all of
    them must be removed at the end.
    """
    idle = _idle.setdefault(f"{database} {PARTS}", [])
    url = idle.pop() if idle else filled("models")
    _fill(url, database)
    yield url
    idle.append(url)


def _make_tables(url: str) -> None:
    engine = make_engine(url)
    Base.metadata.create_all(engine)
    if PARTS > 1 and engine.dialect.name == "postgresql":
        partition(engine, PARTS)
    engine.dispose()


def _fill(url: str, database: Path) -> None:
    """Empty it, then put the rows of the SQLite file into it."""
    target = create_engine(url, poolclass=NullPool)
    with target.begin() as new:
        new.execute(text("SET session_replication_role = replica"))  # check no foreign keys
        new.execute(text("; ".join(f"DELETE FROM {name}" for name in Base.metadata.tables)))
        for table in Base.metadata.tables.values():
            if rows := _rows(database)[table.name]:
                new.execute(insert(table), rows)
            numbered = table.autoincrement_column
            if numbered is not None:
                sequence = func.pg_get_serial_sequence(table.name, numbered.name)
                last = max((row[numbered.name] for row in rows), default=0)
                new.execute(select(func.setval(sequence, last or 1, last > 0)))


@cache
def _rows(database: Path) -> dict[str, list[dict[str, Any]]]:
    source = make_engine(f"sqlite:///{database}")
    with source.connect() as old:
        found = {
            table.name: [dict(row) for row in old.execute(select(table)).mappings()]
            for table in Base.metadata.tables.values()
        }
    source.dispose()
    return found
