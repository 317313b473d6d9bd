"""A learner's machine: the real program with its own folders."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from quizapp.models import Attempt
from quizapp.web.extensions import db
from tests.terminal.program import Program
from tests.tree import ROOT

WRONG = "banana soup\n" * 3


class Device(Program):
    """`quizapp` as installed on another machine."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        super().__init__(ROOT, folder / "quiz.db")
        self.folder = folder

    def environ(self, **more: str) -> dict[str, str]:
        own = {"XDG_CONFIG_HOME": str(self.folder / "config"),
               "XDG_DATA_HOME": str(self.folder / "data")}  # fmt: skip
        return super().environ(**own, **more)

    def login(self, address: str, secret: str) -> str:
        done = self.run("login", address, typed=f"{secret}\n")
        assert done.returncode == 0, done.stderr
        return done.stdout

    def give_up(self, count: int) -> str:
        """A drill of this many questions, giving up on each."""
        return self.drill("--count", str(count), typed="s\n\n" * count)

    def says(self, *arguments: str) -> str:
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout


def log(app: Flask) -> list[str]:
    """The keys in the server's log."""
    with app.app_context():
        return list(db.session.scalars(select(Attempt.token)))


def counted(text: str, what: str) -> int:
    found = re.search(rf"(\d+) {what}", text)
    assert found, text
    return int(found[1])
