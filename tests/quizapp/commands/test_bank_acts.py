"""Acting on one question of the bank, and on roles, in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.accounts import learners
from quizapp.bank.edit import save_revision
from quizapp.bank.sync import sync
from quizapp.commands import main
from quizapp.storage import migrate
from quizapp.storage.database import make_sessions
from tests import databases
from tests.quizapp.sample_bank import NOW, NUMBER, learner, row, write_bank

SLUG = "neuron/weighted-sum"


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = databases.migrated(tmp_path / "quizapp.db")
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", address)
    return address


def run(*words: str, code: int = 0, said: str = "") -> str:
    done = CliRunner().invoke(main, words, input=said)
    assert done.exit_code == code, done.output
    return done.output


def test_a_question_goes_through_every_act_and_the_log_tells_them(url: str, tmp_path: Path) -> None:
    with make_sessions(migrate.prepare(url))() as session:
        sync(session, write_bank(tmp_path / "questions"), now=NOW)
        session.commit()
    run("bank", "rename", SLUG, "sum")
    run("bank", "move", SLUG, "backprop")  # by its former name
    assert "is a copy of backprop/sum" in run("bank", "duplicate", "neuron/sum", "neuron/copy")
    assert "is also that of backprop/sum" in run("bank", "publish", "neuron/copy", code=1)
    with make_sessions(migrate.prepare(url))() as session:
        copy, author = row(session, "neuron/copy"), learner(session)
        text = NUMBER.replace("A weighted sum", "Another sum")
        save_revision(session, copy, text, author=author, note="", base_number=1, now=NOW)
        session.commit()
    assert "neuron/copy is published" in run("bank", "publish", "neuron/copy")
    run("bank", "retire", "neuron/copy")
    run("bank", "restore", "neuron/copy")
    assert "has no revision 7" in run("bank", "restore", "neuron/copy", "--revision", "7", code=1)
    run("bank", "delete", "neuron/copy", code=1, said="n\n")
    run("bank", "delete", "neuron/copy", "--yes")
    assert "no question" in run("bank", "retire", "neuron/copy", code=1)
    log = json.loads(run("bank", "log", "--json"))["acts"]
    assert [act["act"] for act in log] == [
        "delete", "restore", "retire", "publish", "edit", "duplicate", "create", "move",
        "rename", "sync",
    ]  # fmt: skip
    assert "terminal renamed neuron/sum" in run("bank", "log", "--act", "rename")


def test_roles_are_given_listed_and_revoked_and_the_last_administrator_stays(url: str) -> None:
    with make_sessions(migrate.prepare(url))() as session:
        for name in ("Ada", "Ben"):
            email = f"{name.lower()}@example.org"
            learners.sign_up(session, email=email, password="long enough", name=name, now=NOW)
        session.commit()
    run("instructor", "ada@example.org", "--yes")
    run("role", "give", "ben@example.org", "reviewer", code=1, said="n\n")
    run("role", "give", "ben@example.org", "reviewer", said="y\n")
    people = json.loads(run("role", "list", "--json"))["people"]
    assert [(one["name"], one["role"]) for one in people] == [
        ("Ada", "administrator"),
        ("Ben", "reviewer"),
    ]
    assert "last administrator" in run("role", "revoke", "ada@example.org", code=1)
    assert "is a learner now" in run("role", "revoke", "ben@example.org")
