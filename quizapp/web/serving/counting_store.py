"""Counts for limits in the database, so that all workers and servers count together.

A count is one statement on a connection of its own. It is committed without waiting for the disk: a
power cut may forget the last ones.

While a limit of hundreds is far, a process counts some hits by itself before it tells the database:
the further the limit, the more. So reading costs few writes, small limits are exact, and large ones
hold to within a few per cent for all processes together.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from flask import current_app, g, has_app_context
from limits.storage import Storage
from sqlalchemy import Connection, case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from quizapp.models import HitCount
from quizapp.storage.database import hurrying

TABLE: Any = HitCount.__table__
SCHEME = "quizapp"
SWEPT = 200  # how rarely ended windows are deleted, in counts
SHARE, MOST = 32, 16  # a process keeps back one hit of so many that are left, and at most so many
LIMIT = re.compile(r"/(\d+)/\d+/\w+$")  # at the end of a key: so many in so many minutes
PATIENCE = 5.0  # seconds that it keeps them back
WINDOWS = 10_000  # of this process, before ended ones are forgotten


@dataclass
class Window:
    """What this process knows of a window, and the hits that it hasn't told the database yet."""

    hits: int
    ends: float
    told_at: float
    kept_back: int = 0


class CountsInDatabase(Storage):
    """What Flask-Limiter asks of a storage, in the database of the application."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 (so it is declared)
    base_exceptions = SQLAlchemyError

    def __init__(self, uri: str | None = None, **options: Any) -> None:
        super().__init__(uri, **options)
        self._windows: dict[str, Window] = {}
        self._lock = Lock()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = time.time()
        with self._lock:
            window = self._windows.get(key)
            if window and now < window.ends:
                amount += window.kept_back
                known = window.hits + amount
                if amount < _step(key, known) and now < window.told_at + PATIENCE:
                    window.kept_back = amount
                    _known()[key] = (known, window.ends)
                    return known
                window.kept_back = 0
        return self._tell(key, expiry, amount, now)

    def _tell(self, key: str, expiry: int, amount: int, now: float) -> int:
        over = TABLE.c.ends <= now
        with _connection() as connection:
            made = _insert(connection)(TABLE).values(
                digest=_digest(key), hits=amount, ends=now + expiry
            )
            counted = made.on_conflict_do_update(
                index_elements=["digest"],
                set_={
                    "hits": case((over, amount), else_=TABLE.c.hits + amount),
                    "ends": case((over, now + expiry), else_=TABLE.c.ends),
                },
            ).returning(TABLE.c.hits, TABLE.c.ends)
            found = connection.execute(counted).one()
            if not secrets.randbelow(SWEPT):
                connection.execute(delete(TABLE).where(TABLE.c.ends < now))
            connection.commit()
        _known()[key] = (found.hits, found.ends)
        with self._lock:
            if len(self._windows) > WINDOWS:
                self._windows = {k: one for k, one in self._windows.items() if one.ends > now}
            if _step(key, found.hits) > 1:
                self._windows[key] = Window(found.hits, found.ends, now)
            else:
                self._windows.pop(key, None)
        return int(found.hits)

    def get(self, key: str) -> int:
        return int(self._found(key)[0])

    def get_expiry(self, key: str) -> float:
        return float(self._found(key)[1])

    def _found(self, key: str) -> tuple[int, float]:
        """Hits and the end of the window, as counted in this request if they were."""
        if key in _known():
            return _known()[key]
        now = time.time()
        asked = select(TABLE.c.hits, TABLE.c.ends).where(TABLE.c.digest == _digest(key))
        with _connection() as connection:
            found = connection.execute(asked.where(TABLE.c.ends > now)).one_or_none()
        return (found.hits, found.ends) if found else (0, now)

    def clear(self, key: str) -> None:
        self._windows.pop(key, None)
        with _connection() as connection:
            connection.execute(delete(TABLE).where(TABLE.c.digest == _digest(key)))
            connection.commit()

    def reset(self) -> int | None:
        """Forget everything, if there is an application whose counts these are."""
        self._windows.clear()
        if has_app_context():
            with _connection() as connection:
                connection.execute(delete(TABLE))
                connection.commit()
        return None

    def check(self) -> bool:
        return True  # /readyz asks the database itself


def _step(key: str, hits: int) -> int:
    """How many hits may be told together, which the limit in its key decides."""
    found = LIMIT.search(key)
    return min((int(found[1]) - hits) // SHARE, MOST) if found else 1


def _known() -> dict[str, tuple[int, float]]:
    """What this request has counted."""
    known: dict[str, tuple[int, float]] = g.setdefault("hit_counts", {})
    return known


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _insert(connection: Connection) -> Any:
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert


@contextmanager
def _connection() -> Iterator[Connection]:
    engine = current_app.extensions["sessions"].kw["bind"]
    with engine.connect() as connection, hurrying(connection):
        yield connection
