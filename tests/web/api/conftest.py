"""Programs that use the API, with and without anything in the account."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.web.api.program import Program


@pytest.fixture
def program(app: Flask) -> Program:
    return Program(app)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `begun` keeps from its first time: a database, and the token for it."""
    return {"database": tmp_path_factory.mktemp("begun") / "quizapp.db"}


@pytest.fixture
def begun(app: Flask, kept: dict[str, Any]) -> Program:
    """A program with one of everything in its account, which takes thirty requests to make."""
    path = Path(app.config["DATABASE_URL"].removeprefix("sqlite:///"))
    engine = app.extensions["sessions"].kw["bind"]
    if "program" not in kept:
        kept["program"] = Program(app)
        kept["program"].begin_everything()
        engine.dispose()  # which folds the write-ahead log into the file
        shutil.copy(path, kept["database"])
    engine.dispose()
    shutil.copy(kept["database"], path)
    program: Program = kept["program"]
    return program
