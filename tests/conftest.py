"""What every test may lean on: an own data folder, and the Chromium that is installed."""

from __future__ import annotations

import fcntl
import gc
import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, event

from benchmarks.postgres import Postgres, running
from quizapp.accounts import passwords
from quizapp.bank.sync import take_in
from quizapp.storage import migrate, resources
from quizapp.storage.database import make_sessions
from tests import compiling, databases
from tests.browser import ADVICE, chromium
from tests.collecting import building_nothing
from tests.seeds import QUICK

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
QUIET += ["--disable-background-networking", "--disable-component-update"]

# Time says nothing on a busy machine, and an example found by chance must be found again.
hypothesis.settings.register_profile(
    "steady", deadline=None, derandomize=True, max_examples=20 if QUICK else 100
)
hypothesis.settings.load_profile("steady")

compiling.share()
gc.disable()  # until everything is collected


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[object]:
    """Nothing is built so early: `tests/laws/test_collection.py` says why."""
    try:
        with building_nothing("the tests of this run"):
            return (yield)
    finally:
        gc.enable()  # also where workers collect the tests


def pytest_collection_finish() -> None:
    """What is imported and collected by now stays: no search for garbage need look at it again.

    Nor need one come after every 700 new objects, of which a law makes millions.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 5)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever uses a page of Playwright's is marked: `-m "not browser"` leaves it out.

    So is a test on PostgreSQL, whose server takes long to start and to stop.
    """
    for item in items:
        used = getattr(item, "fixturenames", ())
        if "browser" in used:
            item.add_marker(pytest.mark.browser)
        if "postgres" in used:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session", autouse=True)
def users_data_stays_untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A test that forgets to name a database gets an empty one, never the user's."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("data")
        patch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{folder / 'quizapp.db'}")
        patch.delenv("QUIZAPP_SECRET_KEY", raising=False)
        (folder / "quizapp.toml").touch()
        patch.setenv("QUIZAPP_CONFIG", str(folder / "quizapp.toml"))
        patch.setenv("QUIZAPP_WAIT_SECONDS", "2")  # for locks that tests hold
        yield


@event.listens_for(Engine, "connect")
def no_power_cut_in_a_test(connection: Any, record: Any) -> None:
    """Commits need not wait for the disk."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")


@pytest.fixture(scope="session", autouse=True)
def costly_hasher() -> Iterator[Callable[[], PasswordHasher]]:
    """The product's own; all tests use a cheap one, for its 100 ms only slow down who guesses."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        costly = passwords._hasher
        patch.setattr(passwords, "_hasher", lambda: cheap)
        yield costly


def made_once(
    tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]
) -> Path:
    """The file of that name, which the first worker that needs it makes for all of them."""
    base = tmp_path_factory.getbasetemp()
    path = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            made = path.with_suffix(".new")
            make(made)
            made.rename(path)
    return path


@pytest.fixture(scope="session")
def whole_bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every question. Copy it before writing to it."""

    def make(path: Path) -> None:
        engine = migrate.prepare(f"sqlite:///{path}")
        with make_sessions(engine)() as session:
            take_in(session, resources.questions(), now=datetime(2026, 1, 1, tzinfo=UTC))
        engine.dispose()  # which folds the write-ahead log into the file

    return made_once(tmp_path_factory, "whole_bank.db", make)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server, which every worker that needs one starts for itself."""
    with running() as server:
        yield server


@pytest.fixture(scope="session", autouse=True)
def on_the_server_that_was_asked_for(request: pytest.FixtureRequest) -> None:
    """With QUIZAPP_TEST_DATABASE=postgresql, whatever can be is tested on PostgreSQL."""
    if os.environ.get("QUIZAPP_TEST_DATABASE") == "postgresql":
        databases.ON.append(request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def both_databases(request: pytest.FixtureRequest) -> Iterator[None]:
    """Runs the test once on each."""
    servers = [request.getfixturevalue("postgres")] if request.param == "postgresql" else []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(databases, "ON", servers)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright drives the installed Chromium instead of one it would download."""
    path = chromium()
    if path is None:
        pytest.fail(ADVICE)
    return {**browser_type_launch_args, "executable_path": path, "args": QUIET}
