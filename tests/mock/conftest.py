"""A session on a copy of the whole bank, and a candidate who is interviewed about it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from quizapp.storage.database import make_engine, make_sessions
from tests.mock.candidate import Candidate


@pytest.fixture
def session(whole_bank: Path, tmp_path: Path) -> Iterator[Session]:
    url = f"sqlite:///{shutil.copy(whole_bank, tmp_path / 'quiz.db')}"
    with make_sessions(make_engine(url))() as session:
        yield session


@pytest.fixture
def candidate(session: Session) -> Candidate:
    return Candidate(session)
