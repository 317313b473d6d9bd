"""A database that another program holds, and commands that read or replace all of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.commands import main
from quizapp.storage import migrate


def test_a_database_that_is_held_is_given_up_after_a_while_and_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, backup = tmp_path / "held.db", tmp_path / "backup.db"
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{held}")
    migrate.prepare(f"sqlite:///{held}").dispose()
    assert CliRunner().invoke(main, ["backup", str(backup)]).exit_code == 0
    monkeypatch.setenv("QUIZAPP_WAIT_SECONDS", "0.1")
    with closing(sqlite3.connect(held, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")  # where a writer keeps readers out too
        other.execute("BEGIN EXCLUSIVE")
        before = held.stat().st_ino
        for said in ("check", f"backup {tmp_path}/new.db", f"restore {backup} --yes"):
            done = CliRunner().invoke(main, said.split())
            assert (done.exit_code, "The database is busy" in done.output) == (1, True), done.output
    assert held.stat().st_ino == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["backup.db", "held.db"]
