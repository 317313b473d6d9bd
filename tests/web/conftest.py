"""A small bank with one question of every type, an app on a fresh copy of it, and its visitors."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from playwright.sync_api import Page

from quizapp.accounts import learners
from quizapp.bank import edit, laws
from quizapp.models import Skill
from quizapp.storage import migrate
from quizapp.storage.database import make_sessions
from quizapp.web import create_app
from quizapp.web.question.draft_question import STARTS
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


class Compiled(BytecodeCache):
    """Templates that were compiled for one app serve all of them."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


@pytest.fixture(scope="session")
def bank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the starting text of every question type, an instructor and a learner."""
    path = tmp_path_factory.mktemp("bank") / "quizapp.db"
    engine = migrate.prepare(f"sqlite:///{path}")
    with make_sessions(engine)() as session, pytest.MonkeyPatch.context() as patch:
        patch.setattr(laws, "PROVEN", 1)  # what saving proves of a template is tested elsewhere
        session.add(Skill(slug="neuron", title="The neuron", summary="$z = xw + b$", position=1))
        session.add(Skill(slug="empty", title="Empty", summary="", position=2))
        ada, _ = (
            learners.sign_up(
                session,
                email=email,
                password=PASSWORD,
                name=name,
                now=NOW,
                is_instructor=email == INSTRUCTOR,
            )
            for email, name in ((INSTRUCTOR, "Ada"), (LEARNER, "Ben"))
        )
        for kind, text in (STARTS | {"network": NETWORK, "momentum": MOMENTUM}).items():
            slug = f"neuron/{kind.replace('_', '-')}"
            edit.save_revision(
                session, None, text, author=ada, note="", base_number=0, now=NOW, slug=slug
            )
        session.commit()
    engine.dispose()
    cookies = _signed_in(f"sqlite:///{path}")
    path.with_suffix(".json").write_text(json.dumps(cookies))
    # the last connection has folded the write-ahead log into the file
    return path


@pytest.fixture
def app(bank_file: Path, tmp_path: Path) -> Iterator[Flask]:
    copy = shutil.copy(bank_file, tmp_path / "quizapp.db")
    made = create_app(f"sqlite:///{copy}", **CONFIG, CHANCE=random.Random(0))
    made.jinja_env.bytecode_cache = COMPILED
    yield made
    made.extensions["sessions"].kw["bind"].dispose()  # or its files stay open to the last test


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
    ada = Visitor(app)
    ada.come_back(signed_in[INSTRUCTOR])
    ada.get("/bank/")
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
