from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.accounts import learners, sign_ins
from quizapp.commands import main
from quizapp.storage import migrate
from quizapp.storage.database import make_sessions
from tests import databases


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = databases.migrated(tmp_path / "quizapp.db")
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", address)
    return address


def test_a_new_address_gets_an_account_with_the_password_that_was_typed(url: str) -> None:
    done = CliRunner().invoke(main, ["instructor", "ada@example.org"], input="correct horse\n")
    assert done.exit_code == 0, done.output
    with make_sessions(migrate.prepare(url))() as session:
        ada = learners.sign_in(session, email="ada@example.org", password="correct horse")
        assert ada
        assert ada.is_instructor


def test_an_account_is_promoted_without_touching_its_password(url: str) -> None:
    runner = CliRunner()
    runner.invoke(main, ["instructor", "ada@example.org"], input="correct horse\n")
    done = runner.invoke(main, ["instructor", "Ada@Example.org"], input="")
    assert done.exit_code == 0, done.output
    with make_sessions(migrate.prepare(url))() as session:
        assert learners.sign_in(session, email="ada@example.org", password="correct horse")


def test_an_account_made_on_the_web_is_promoted_only_after_confirmation(
    url: str,
) -> None:
    with make_sessions(migrate.prepare(url))() as session:
        dean = learners.sign_up(
            session,
            email="dean@example.org",
            password="somebody else's",
            name="Stranger",
            now=datetime(2026, 5, 4, tzinfo=UTC),
        )
        sign_ins.begin(session, dean, now=datetime(2026, 5, 4, tzinfo=UTC))
        session.commit()
    for said, code in (("", 1), ("n\n", 1), ("y\n", 0)):
        done = CliRunner().invoke(main, ["instructor", "dean@example.org"], input=said)
        assert done.exit_code == code
        assert "since 4 May 2026" in done.output
        assert "under the name Stranger" in done.output
        assert ("signed out in every browser" in done.output) is (code == 0)
        with make_sessions(migrate.prepare(url))() as session:
            dean = learners.find(session, "dean@example.org")
            assert dean
            assert dean.is_instructor is (code == 0)


def test_a_short_password_is_refused_with_advice(url: str) -> None:
    done = CliRunner().invoke(main, ["instructor", "ada@example.org"], input="horse\n")
    assert done.exit_code == 1
    assert "Choose a password of 8" in done.output


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        ("the quiz database", "Write one like sqlite:"),
        ("oracle+nothing://db", "Write one like sqlite:"),
        ("sqlite:///{folder}/letter.txt", "file is not a database"),
        ("sqlite:///{folder}/letter.txt/quiz.db", "Check that it can be reached and written"),
    ],
)
def test_a_database_that_cannot_be_opened_gets_advice(
    address: str, advice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader, " * 100)
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", address.format(folder=tmp_path))
    done = CliRunner().invoke(main, ["instructor", "ada@example.org"])
    assert done.exit_code == 1
    assert advice in done.output
