"""Statistics come from the copy for reading; when it is away, from the database itself."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from benchmarks.postgres import Postgres
from quizapp.commands import main
from quizapp.storage import migrate
from quizapp.storage.configured import problems
from tests.quizapp.owning import account, answered
from tests.quizapp.sample_bank import fill


def people() -> int:
    """How many answered, according to the command."""
    told = CliRunner().invoke(main, ["bank", "statistics", "--json"])
    assert told.exit_code == 0, told.output
    return sum(one["answers"] for one in json.loads(told.stdout)["questions"])


def test_statistics_are_read_from_the_copy_while_it_is_there_and_of_our_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy = tmp_path / "quiz.db", tmp_path / "copy.db"
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("QUIZAPP_REPLICA_URL", f"sqlite:///{copy}")
    engine = migrate.prepare(f"sqlite:///{path}")
    fill(f"sqlite:///{path}")
    for name in ("Ada", "Ben"):
        with Session(engine) as session:
            answered(session, account(session, name), name)
            session.commit()
        engine.dispose()  # which folds the write-ahead log into the file
        if name == "Ada":
            shutil.copy(path, copy)
    assert people() == 1
    assert CliRunner().invoke(main, ["bank", "log"]).exit_code == 0
    migrate.downgrade(f"sqlite:///{copy}", "0022")
    assert people() == 2
    copy.unlink()
    assert people() == 2
    monkeypatch.setenv("QUIZAPP_REPLICA_URL", "postgres//oops")
    assert people() == 2
    assert any("QUIZAPP_REPLICA_URL: Write it like" in said for said in problems())


def test_a_copy_that_refuses_to_be_written_is_only_read(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres.url(postgres.fresh())
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", url)
    copy = f"{url}&options=-c%20default_transaction_read_only%3Don"
    monkeypatch.setenv("QUIZAPP_REPLICA_URL", copy)
    engine = migrate.prepare(url)
    fill(url)
    with Session(engine) as session:
        answered(session, account(session, "Ada"), "first")
        session.commit()
    engine.dispose()
    assert people() == 1
