"""The real bank in a database, made once and copied for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from quizapp.bank.sync import take_in
from quizapp.storage import migrate, resources
from quizapp.storage.database import make_engine, make_sessions
from tests.mock.candidate import NOON, Candidate


@pytest.fixture(scope="session")
def bank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mock") / "bank.db"
    engine = migrate.prepare(f"sqlite:///{path}")
    with make_sessions(engine)() as session:
        take_in(session, resources.questions(), now=NOON)
        session.commit()
    engine.dispose()
    return path


@pytest.fixture
def session(bank_file: Path, tmp_path: Path) -> Iterator[Session]:
    copy = shutil.copy(bank_file, tmp_path / "quiz.db")
    with make_sessions(make_engine(f"sqlite:///{copy}"))() as session:
        yield session


@pytest.fixture
def candidate(session: Session) -> Candidate:
    return Candidate(session)
