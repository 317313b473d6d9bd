"""Putting a backup in the place of a SQLite database, which is kept beside it.

The content is replaced in one transaction by SQLite's online backup: whoever has the database open
sees all of the backup or none of it, and a kill half-way leaves what was there.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from itertools import chain, count
from pathlib import Path

from . import settings
from .backup_copy import (
    BackupError,
    BusyError,
    back_up,
    copy_all,
    is_busy,
    open_to_read,
    read_back,
)

REPLACED = "before-restore"  # end of the name of what was there


def restore(backup: Path, target: Path) -> tuple[dict[str, int], Path | None]:
    """Make the target equal to the backup; its number of rows by kind, and what was there.

    Raises `BackupError` if the backup is damaged or isn't one, and changes nothing then.
    """
    check_whole(backup)
    kept = _free_beside(target) if target.exists() else None
    if kept and not _kept_in(kept, target):
        _set_aside(target, kept)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600))
    try:
        with closing(open_to_read(backup)) as source, closing(_open(target)) as live:
            copy_all(source, live)
    except sqlite3.Error as error:
        raise BackupError(
            f"{target} could not be written: {error}. Nothing was changed. Stop the server, or "
            "wait until nobody writes, and check that the disk has room."
        ) from None
    return read_back(target), kept


def check_whole(backup: Path) -> None:
    """Raise `BackupError` if the backup is damaged or isn't one."""
    try:
        found = read_back(backup)
    except sqlite3.Error as error:
        raise BackupError(f"{backup} isn't a backup, or is damaged: {error}.") from None
    if not found:
        raise BackupError(f"{backup} isn't a backup: it lacks the tables of quizapp.")


def _free_beside(target: Path) -> Path:
    """Where what is replaced is kept: never over what an earlier restore replaced."""
    first = target.with_name(f"{target.name}.{REPLACED}")
    others = (first.with_name(f"{first.name}-{number}") for number in count(2))
    return next(path for path in chain([first], others) if not path.exists())


def _kept_in(kept: Path, target: Path) -> bool:
    """Back up what is to be replaced; False if it is too damaged for that."""
    try:
        with closing(open_to_read(target)) as live:
            live.execute("SELECT count(*) FROM sqlite_master").fetchone()
        back_up(target, kept)
    except BusyError:
        raise
    except (sqlite3.DatabaseError, BackupError) as error:
        if is_busy(error):  # which is no damage
            raise BusyError from None
        return False
    return True


def _set_aside(target: Path, kept: Path) -> None:
    """Move a damaged database away, with the files that SQLite keeps beside it."""
    for end in ("", "-wal", "-shm"):
        part = target.with_name(target.name + end)
        if part.exists():
            part.replace(kept.with_name(kept.name + end))


def _open(target: Path) -> sqlite3.Connection:
    return sqlite3.connect(target, timeout=settings.wait_seconds())
