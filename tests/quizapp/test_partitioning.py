"""Learners' tables in partitions: nothing is lost, and a learner's rows can still move."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, func, inspect, select
from sqlalchemy.orm import Session

from benchmarks.postgres import Postgres
from quizapp.accounts import deletion, partitioning
from quizapp.accounts.learners import create_guest, merge_guest
from quizapp.commands import main
from quizapp.corrections import unseen
from quizapp.models import Attempt, Correction
from quizapp.storage import migrate
from tests import databases
from tests.quizapp.owning import account, answered, exported, give_everything
from tests.quizapp.sample_bank import NOW, fill

PARTS = 32


def contents(engine: Engine) -> dict[str, list[str]]:
    with engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in partitioning.partitionable()
        }


def parts(engine: Engine) -> set[int]:
    with engine.connect() as connection:
        return {
            len(partitioning.parts_of(connection, table.name))
            for table in partitioning.partitionable()
        }


def test_tables_are_partitioned_in_use_and_made_whole_again(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres.url(postgres.fresh())
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", url)
    engine = migrate.prepare(url)
    fill(url)
    session = Session(engine)
    ada, guest = account(session, "Ada"), create_guest(session, now=NOW)
    give_everything(session, guest, "guest")
    give_everything(session, ada, "ada")
    before, schema = contents(engine), keys(engine)
    last = session.scalar(select(func.max(Attempt.id)))
    session.commit()
    for number in (PARTS, 3):
        done = CliRunner().invoke(main, ["partition", str(number), "--yes"])
        assert done.exit_code == 0, done.output
        assert parts(engine) == {number}
        assert contents(engine) == before
    session.expire_all()
    assert answered(session, ada, "next").id == last + 1
    merge_guest(session, guest, ada)
    session.commit()
    assert [each.reason for each in unseen(session, ada)] == ["guest", "ada"]
    assert {row["token"] for row in exported(session, ada)["attempts"]} == {"guest", "ada", "next"}
    session.commit()  # who reads waits no less
    partitioning.partition(engine, 1)
    assert (parts(engine), keys(engine)) == ({0}, schema)
    deletion.leave(session, ada, now=NOW)
    session.commit()
    assert not session.scalar(select(func.count()).select_from(Attempt))
    assert not session.scalar(select(func.count()).select_from(Correction))
    session.close()
    engine.dispose()


def keys(engine: Engine) -> dict[str, Any]:
    look = inspect(engine)
    return {
        table.name: (
            look.get_pk_constraint(table.name),
            sorted(map(repr, look.get_foreign_keys(table.name))),
            sorted(map(repr, look.get_unique_constraints(table.name))),
            sorted(map(repr, look.get_indexes(table.name))),
        )
        for table in partitioning.partitionable()
    }


def test_sqlite_says_that_it_has_none(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", databases.migrated(tmp_path / "quiz.db"))
    done = CliRunner().invoke(main, ["partition", "2", "--yes"])
    assert done.exit_code == 1
    assert "Only PostgreSQL has partitions" in done.output
