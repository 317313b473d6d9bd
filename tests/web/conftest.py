"""A small bank with one question of every type, an app on a fresh copy of it, and its visitors."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page

from quizapp.accounts import learners
from quizapp.bank import edit, unfair_variants
from quizapp.models import ADMINISTRATOR, PUBLISHED, Skill
from quizapp.storage import migrate
from quizapp.storage.database import make_engine, make_sessions
from quizapp.web import create_app
from quizapp.web.extensions import limiter
from quizapp.web.question.draft_question import STARTS
from tests import databases
from tests.conftest import made_once
from tests.web.browsing import served
from tests.web.visitor import INSTRUCTOR, LEARNER, PASSWORD, Visitor, number_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CONFIG = {"SECRET_KEY": "test", "TESTING": True}
NETWORK = """title = "A 2-2-1 network"
type = "template"
level = 2
source = "Backpropagation Derivation"
template = "mlp_backprop"
"""
MOMENTUM = NETWORK.replace("mlp_backprop", "momentum").replace("2-2-1", "summed up")
NETWORK += '[params]\nask = "all"\n'  # a sheet of many blanks


@pytest.fixture(scope="session")
def bank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the starting text of every question type, an instructor and a learner."""
    return made_once(tmp_path_factory, "bank.db", _make_bank)


def _make_bank(path: Path) -> None:
    engine = migrate.prepare(f"sqlite:///{path}")
    with make_sessions(engine)() as session, pytest.MonkeyPatch.context() as patch:
        patch.setattr(unfair_variants, "PROVEN", 0)  # what saving proves is tested elsewhere
        session.add(Skill(slug="neuron", title="The neuron", summary="$z = xw + b$", position=1))
        session.add(Skill(slug="empty", title="Empty", summary="", position=2))
        ada, _ = (
            learners.sign_up(
                session,
                email=email,
                password=PASSWORD,
                name=name,
                now=NOW,
                role=ADMINISTRATOR if email == INSTRUCTOR else "learner",
            )
            for email, name in ((INSTRUCTOR, "Ada"), (LEARNER, "Ben"))
        )
        for kind, text in (STARTS | {"network": NETWORK, "momentum": MOMENTUM}).items():
            slug = f"neuron/{kind.replace('_', '-')}"
            made = edit.save_revision(
                session, None, text, author=ada, note="", base_number=0, now=NOW, slug=slug
            ).question
            # published as it is, although these texts are only there to start from
            made.stage, made.retired_at, made.retired_by_id = PUBLISHED, None, None
        session.commit()
    engine.dispose()
    cookies = _signed_in(f"sqlite:///{path}")
    # the last connection has folded the write-ahead log into the file
    path.with_suffix(".json").write_text(json.dumps(cookies))


@pytest.fixture(scope="session")
def only_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The app of all tests of a worker: making one takes longer than most tests."""
    return create_app(f"sqlite:///{tmp_path_factory.mktemp('app') / 'quizapp.db'}", **CONFIG)


@pytest.fixture
def app(only_app: Flask, bank_file: Path) -> Iterator[Flask]:
    """The app as it is when it starts, on a fresh copy of the bank."""
    with on_copy(only_app, bank_file) as fresh, on_server(fresh, bank_file):
        yield fresh


@contextmanager
def on_server(app: Flask, database: Path) -> Iterator[None]:
    """The app on a copy in PostgreSQL, if that is what the test uses."""
    if not databases.ON:
        yield
        return
    with databases.copied(database) as url:
        before = app.extensions["sessions"]
        app.config["DATABASE_URL"] = url
        app.extensions["sessions"] = make_sessions(make_engine(url))
        yield
        app.extensions["sessions"].kw["bind"].dispose()
        app.extensions["sessions"] = before


@contextmanager
def on_copy(only_app: Flask, database: Path) -> Iterator[Flask]:
    """The app on a copy of this database, with nothing left of earlier tests."""
    path = Path(only_app.config["DATABASE_URL"].removeprefix("sqlite:///"))
    engine = only_app.extensions["sessions"].kw["bind"]
    for old in path.parent.glob("quizapp.db*"):  # with the files that SQLite keeps beside it
        old.unlink()
    shutil.copy(database, path)
    changed = only_app.config, only_app.view_functions  # by tests
    before = [dict(each) for each in changed]
    only_app.config["CHANCE"] = random.Random(0)
    yield only_app
    for each, kept in zip(changed, before, strict=True):
        each.clear()
        each.update(kept)
    limiter.reset()
    engine.dispose()


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


def _signed_in(url: str) -> dict[str, dict[str, str]]:
    """What the browsers of the two accounts keep: passwords are slow to check, on purpose."""
    app = create_app(url, **CONFIG)
    kept = {}
    for email in (INSTRUCTOR, LEARNER):
        known = Visitor(app)
        known.sign_in(email)
        kept[email] = known.cookies()
    app.extensions["sessions"].kw["bind"].dispose()
    return kept


@pytest.fixture(scope="session")
def signed_in(bank_file: Path) -> dict[str, dict[str, str]]:
    """The cookies of the two accounts, by address."""
    cookies: dict[str, dict[str, str]] = json.loads(bank_file.with_suffix(".json").read_text())
    return cookies


@pytest.fixture
def instructor(app: Flask, signed_in: dict[str, dict[str, str]]) -> Visitor:
    ada = Visitor(app, "/bank/")
    ada.come_back(signed_in[INSTRUCTOR])
    return ada


@pytest.fixture
def ben(app: Flask, signed_in: dict[str, dict[str, str]]) -> Visitor:
    """An account that is no instructor."""
    known = Visitor(app)
    known.come_back(signed_in[LEARNER])
    return known


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The address of the app, served to real browsers."""
    with served(app) as where:
        yield where


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """No service worker, which fetches every file there is on the first page of each test."""
    return {**browser_context_args, "service_workers": "block"}


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page in a real browser, where no script fails and the policy blocks nothing of ours."""
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    yield page
    assert [text for text in troubles if "Failed to load resource" not in text] == []


@pytest.fixture
def number(app: Flask) -> Callable[[str], int]:
    return partial(number_of, app)
