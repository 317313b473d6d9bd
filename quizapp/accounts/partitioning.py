"""Partitions learners' tables by learner, on PostgreSQL.

All that one learner has is then in one partition of each table, found without looking into the
others. The rest of the program need not know: the learner is in every key.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.schema import CreateTable

from quizapp.accounts.ownership import LINKS, MODELS
from quizapp.models import Base, FirstAnswer
from quizapp.storage.migrate import hold_schema

ASIDE = "quizapp_before"  # the schema of the tables as they were
MOST = 1024  # partitions


def partitionable() -> list[Any]:
    """The tables of learners, those first that others refer to.

    What stays without its learner's name is none: a report belongs to its question.
    """
    learners = {FirstAnswer.__table__, *LINKS}
    return [
        table for table in Base.metadata.sorted_tables
        if table in learners and not MODELS[table].stays_without_name
    ]  # fmt: skip


def partition(engine: Engine, parts: int) -> int:
    """Give each of these tables so many partitions, or make it whole again; how many tables.

    It copies every row in one transaction, for which everybody else waits.
    """
    tables = partitionable()
    with engine.begin() as connection:
        hold_schema(connection)
        connection.execute(text(f"CREATE SCHEMA {ASIDE}"))
        for table in tables:
            for part in (*parts_of(connection, table.name), table.name):
                connection.execute(text(f"ALTER TABLE {part} SET SCHEMA {ASIDE}"))
        for table in tables:
            _make(connection, table, parts)
        connection.execute(text(f"DROP SCHEMA {ASIDE} CASCADE"))
    with engine.begin() as connection:  # what the planner knows of a table is not copied
        for table in tables:
            connection.execute(text(f"ANALYZE {table.name}"))
    return len(tables)


def parts_of(connection: Connection, table: str) -> list[str]:
    """The names of a table's partitions; none if it is whole."""
    query = text(
        "SELECT part.relname FROM pg_inherits JOIN pg_class part ON part.oid = inhrelid "
        "WHERE inhparent = to_regclass(:name) ORDER BY 1"
    )
    return list(connection.scalars(query, {"name": table}))


def _make(connection: Connection, table: Any, parts: int) -> None:
    made = str(CreateTable(table).compile(dialect=connection.dialect)).strip()
    learner = LINKS[table].name if table in LINKS else table.c.learner_id.name
    connection.execute(text(f"{made} PARTITION BY HASH ({learner})" if parts > 1 else made))
    for part in range(parts if parts > 1 else 0):
        connection.execute(text(
            f"CREATE TABLE {table.name}_{part:04d} PARTITION OF {table.name} "
            f"FOR VALUES WITH (MODULUS {parts}, REMAINDER {part})"
        ))  # fmt: skip
    before = table.to_metadata(type(table.metadata)(), schema=ASIDE)
    names = table.columns.keys()
    columns = [before.c[name] for name in names]
    connection.execute(table.insert().from_select(names, select(*columns)))
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        index.create(connection)  # after the rows, which is quicker
    if table.autoincrement_column is not None:
        name = f"{table.name}_{table.autoincrement_column.name}_seq"
        connection.execute(
            text(f"SELECT setval('{name}', last_value, is_called) FROM {ASIDE}.{name}")
        )
