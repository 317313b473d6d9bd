"""A database with the whole bank, made once by the program itself and copied for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.program import Program


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("terminal") / "bank.db"
    Program(path).drill()  # no input: it ends at the first question
    return path


@pytest.fixture
def program(prepared: Path, tmp_path: Path) -> Program:
    return Program(tmp_path / "quiz.db", prepared)
