"""A database with the whole bank, in which somebody has drilled, copied for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import tree
from tests.terminal.program import Program


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as it is now: questions that are being written must not disturb a test."""
    return tree.copied(tmp_path_factory.mktemp("checkout"), tree=tree.PROGRAM)


@pytest.fixture(scope="session")
def prepared(checkout: Path, whole_bank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("terminal") / "bank.db"
    Program(checkout, path, whole_bank).drill()  # no input: it ends at the first question
    return path


@pytest.fixture
def program(checkout: Path, prepared: Path, tmp_path: Path) -> Iterator[Program]:
    made = Program(checkout, tmp_path / "quiz.db", prepared)
    yield made
    for terminal in made.terminals:
        terminal.end()
