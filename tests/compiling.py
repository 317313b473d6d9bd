"""Statements are compiled once a process: every test has an engine of its own, with an empty cache.

What is compiled for one SQLite file is right for any other.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event, util
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

COMPILED: Any = util.LRUCache(2000)


def share() -> None:
    """From now on."""
    dialect: Any = SQLiteDialect_pysqlite  # of which each engine has one; part of a cache's keys
    dialect.__hash__ = lambda self: hash(dialect)
    dialect.__eq__ = lambda self, other: type(self) is type(other) is dialect
    event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    if type(connection.dialect) is SQLiteDialect_pysqlite:
        connection.engine._compiled_cache = COMPILED
