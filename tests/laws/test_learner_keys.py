"""Law: the learner is in every key of learners' tables, so that they can be partitioned."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Engine, MetaData, Table, UniqueConstraint, inspect, select

from quizapp.accounts.ownership import LINKS, MODELS
from quizapp.models import Base, FirstAnswer
from quizapp.storage import migrate
from quizapp.storage.database import make_engine
from tests import databases

TABLES: list[Any] = [
    FirstAnswer.__table__, *(table for table in LINKS if not MODELS[table].stays_without_name)
]  # fmt: skip
BEFORE = "0022"  # the last version without
SAMPLES: dict[type, Any] = {
    bool: True, float: 0.5, datetime: datetime(2026, 3, 1), date: date(2026, 3, 1),
    dict: {"a": 1}, bytes: b"a",
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_the_learner_is_in_every_key_of_learners_tables(table: Table) -> None:
    link = LINKS.get(table, table.c.get("learner_id"))
    uniques = [each.columns for each in table.constraints if isinstance(each, UniqueConstraint)]
    uniques += [index.columns for index in table.indexes if index.unique]
    for key in (table.primary_key.columns, *uniques):
        assert link in set(key), f"Put the learner into the key of {', '.join(map(str, key))}."


def filled(engine: Engine) -> None:
    """Two rows in each table, the first of which belongs to the second learner."""
    there = MetaData()
    there.reflect(engine)
    with engine.begin() as connection:
        for table in there.sorted_tables:
            if table.name != "alembic_version":
                connection.execute(table.delete())  # what a migration put there
                for number in (1, 2):
                    row = {column.name: value(column, number) for column in table.c}
                    connection.execute(table.insert(), row)


def value(column: Column[Any], number: int) -> Any:
    targets = {key.column.table.name for key in column.foreign_keys}
    if targets & {"learners"}:
        return 3 - number
    kind = column.type.python_type
    if kind is str:
        return f"{next((key.column.name for key in column.foreign_keys), column.name)}{number}"
    return SAMPLES.get(kind, number)


def rows(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    there = MetaData()
    there.reflect(engine)
    with engine.connect() as connection:
        return {
            table.name: [
                dict(sorted(row.items())) for row in connection.execute(select(table)).mappings()
            ]
            for table in there.sorted_tables if table.name != "alembic_version"
        }  # fmt: skip


@pytest.mark.usefixtures("both_databases")
def test_an_older_database_keeps_every_row_and_gets_the_keys_of_the_models(tmp_path: Path) -> None:
    server = databases.ON[-1] if databases.ON else None
    url = server.url(server.fresh()) if server else f"sqlite:///{tmp_path}/quiz.db"
    migrate.upgrade(url, BEFORE)
    engine = make_engine(url)
    filled(engine)
    before = rows(engine)
    engine.dispose()
    migrate.upgrade(url)
    after = rows(engine)
    for table, told in before.items():
        kept = [{key: row[key] for key in told[0]} for row in after[table]]
        assert same(kept) == same(told)
    owners = {row["id"]: row["learner_id"] for row in after["attempts"]}
    assert {row["attempt_id"]: row["learner_id"] for row in after["corrections"]} == owners
    if server:
        look = inspect(engine)
        for table in Base.metadata.tables.values():
            found = look.get_pk_constraint(table.name)["constrained_columns"]
            assert found == table.primary_key.columns.keys()
    engine.dispose()
    migrate.downgrade(url, BEFORE)
    assert {name: same(told) for name, told in rows(engine).items()} == {
        name: same(told) for name, told in before.items()
    }
    engine.dispose()


def same(rows: list[dict[str, Any]]) -> list[str]:
    """The rows in an order of their own, to compare."""
    return sorted(map(repr, rows))
