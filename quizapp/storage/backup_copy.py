"""Backing up a SQLite database that is in use, to a single file that is verified.

Copying the file would miss what is still in the write-ahead log, so this uses SQLite's online
backup (https://www.sqlite.org/backup.html).
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from . import settings
from .trouble import SQLITE

COUNTED = {"learners": "learner", "questions": "question", "attempts": "answer"}


class BackupError(RuntimeError):
    """Why a backup failed, as advice."""


class BusyError(BackupError):
    """Another program held the database for longer than we wait."""

    def __init__(self) -> None:
        super().__init__(SQLITE["SQLITE_BUSY"])


def back_up(source: Path, target: Path) -> dict[str, int]:
    """Copy the database to a private file; return the number of rows by kind.

    Writers need not wait. The target only appears after it was verified; raises `BackupError`.
    """
    if not source.exists():
        raise BackupError(f"There is no database at {source} yet.")
    draft = target.with_name(f"{target.name}.unfinished")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        _copy(source, draft)
        found = read_back(draft)
        os.replace(draft, target)
    except (OSError, sqlite3.Error) as error:
        if is_busy(error):
            raise BusyError from None
        raise BackupError(
            f"{target} could not be written: {getattr(error, 'strerror', None) or error}.\n"
            "Check that its folder exists and has room for the whole database."
        ) from None
    finally:
        with suppress(OSError):
            draft.unlink()
    return found


def _copy(source: Path, draft: Path) -> None:
    with closing(open_to_read(source)) as live, closing(sqlite3.connect(draft)) as copy:
        copy_all(live, copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # a single file
    with draft.open("rb") as file:
        os.fsync(file.fileno())


def copy_all(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a database over another; `BusyError` after the usual time, where SQLite never tires."""
    since, patience = time.monotonic(), settings.wait_seconds()

    def tire(status: int, *pages: int) -> None:
        nonlocal since
        if status not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            since = time.monotonic()
        elif time.monotonic() - since > patience:
            raise BusyError

    source.backup(target, progress=tire)


def is_busy(error: Exception) -> bool:
    """Whether another program holds the database."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def read_back(draft: Path) -> dict[str, int]:
    """Read all of a copy and count its rows by kind; `BackupError` if it is damaged."""
    with closing(open_to_read(draft)) as copy:
        told = [row[0] for row in copy.execute("PRAGMA integrity_check")]
        if told != ["ok"] or copy.execute("PRAGMA foreign_key_check").fetchone():
            raise BackupError(
                "The copy is damaged, so it isn't used. Perhaps the database itself is damaged: "
                "keep your last backup."
            )
        tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master")}
        return {
            noun: copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table, noun in COUNTED.items()
            if table in tables
        }


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=settings.wait_seconds()
    )
