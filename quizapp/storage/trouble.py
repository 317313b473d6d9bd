"""Advice on database errors, instead of the driver's messages, which show what was answered."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import exc
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError

# beginning of the name of SQLite's error -> what is wrong and what to do
SQLITE = {
    "SQLITE_BUSY": "The database is busy: another program is writing to it. Wait for it to "
    "finish, or close it.",
    "SQLITE_LOCKED": "The database is busy: another program is using it. Wait for it to finish, "
    "or close it.",
    "SQLITE_READONLY": "The database can't be written to. Check the permissions of its file and "
    "of its folder.",
    "SQLITE_PERM": "The database can't be used. Check the permissions of its file.",
    "SQLITE_FULL": "The disk is full. Free some space.",
    "SQLITE_IOERR": "The disk can't be written or read. Check that it has space left and is still "
    "connected.",
    "SQLITE_CANTOPEN": "The database can't be opened any more. Check that its file and its folder "
    "are still there.",
    "SQLITE_CORRUPT": "The database file is damaged. Put a backup in its place.",
    "SQLITE_NOTADB": "The database file is damaged. Put a backup in its place.",
}
BEHIND = (
    "The database is older than this program: a table or a column is missing. Start "
    "`quizapp serve` again, which brings it up to date. If you have just changed a model, run "
    "`make migration NAME=what_changes` first."
)
DEADLOCKS = "40"  # PostgreSQL's codes begin so
# PostgreSQL's code, or the beginning of it -> SQLite's name for the same
POSTGRESQL = {
    "25006": "SQLITE_READONLY",  # a standby
    DEADLOCKS: "SQLITE_BUSY",
    "53100": "SQLITE_FULL",
    "55P03": "SQLITE_BUSY",
    "58030": "SQLITE_IOERR",
    "XX001": "SQLITE_CORRUPT",
    "XX002": "SQLITE_CORRUPT",
}
LACKS = ("no such table", "no such column", "has no column named")  # as SQLite says it
LACKING = ("42P01", "42703")  # and PostgreSQL
OUT_OF_REACH = (exc.InterfaceError, exc.OperationalError, exc.TimeoutError)
RACES = (exc.IntegrityError, StaleDataError, ObjectDeletedError)
BUGS = (exc.IntegrityError, exc.ProgrammingError, exc.DataError, exc.NotSupportedError)


def is_behind(error: BaseException) -> bool:
    """Whether the database lacks a table or a column that the models have."""
    found = getattr(error, "orig", None)
    return getattr(found, "sqlstate", None) in LACKING or any(
        said in str(found or "") for said in LACKS
    )


def kind(error: BaseException) -> str:
    """What is wrong with the database, by SQLite's name for it; "" if it says nothing known."""
    found = getattr(error, "orig", None)
    code = getattr(found, "sqlstate", None) or ""
    same = next((name for start, name in POSTGRESQL.items() if code.startswith(start)), "")
    said: str = getattr(found, "sqlite_errorname", "") or same
    return said if any(said.startswith(start) for start in SQLITE) else ""


def is_unusable(error: BaseException) -> bool:
    """Whether the database can't be used now, rather than that we asked for something wrong."""
    return is_behind(error) or any(
        kind(one) or isinstance(one, OUT_OF_REACH) or getattr(one, "connection_invalidated", False)
        for one in _led_to(error)
    )


def lost_a_race(error: BaseException) -> bool:
    """Whether the transaction may succeed when run again, because another one was quicker."""
    code = getattr(getattr(error, "orig", None), "sqlstate", None) or ""
    return isinstance(error, RACES) or code.startswith(DEADLOCKS)


def _led_to(error: BaseException | None) -> Iterator[BaseException]:
    """An error and, where it only says that a transaction failed earlier, what made it fail."""
    while error is not None:
        yield error
        failed_before = isinstance(error, exc.PendingRollbackError)
        error = (error.__cause__ or error.__context__) if failed_before else None


class NotStoredError(Exception):
    """The learner stopped before something could be stored; says what, and why."""


def advice(error: BaseException) -> str | None:
    """What is wrong with the database and what to do; None if the error is our bug."""
    if isinstance(error, NotStoredError):
        return str(error)
    if is_behind(error):
        return BEHIND
    if not isinstance(error, exc.DBAPIError) or isinstance(error, BUGS):
        return None
    if name := getattr(error.orig, "sqlite_errorname", None):
        return next((what for start, what in SQLITE.items() if name.startswith(start)), None)
    said = str(error.orig).strip().partition("\n")[0].rstrip(".")
    return f"The database can't be used right now: {said}. Check that it is running."
