"""The real program, run as a user would: a prepared database, a pipe or a pseudo-terminal."""

from __future__ import annotations

import codecs
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from fcntl import ioctl
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.orm import Session

from engine.exercise.exercise import Exercise
from engine.exercise.question import Question as Read
from quizapp.models import Attempt, Question, latest_revision
from quizapp.storage.database import make_engine, make_sessions

COMMAND = [sys.executable, "-m", "quizapp"]  # the package of the folder it runs in
PATIENCE = 60  # seconds


class Program:
    """`quizapp` of a checkout on a database of its own, perhaps a copy of another."""

    def __init__(self, checkout: Path, path: Path, template: Path | None = None) -> None:
        if template:
            shutil.copy(template, path)
        self.checkout, self.url = checkout, f"sqlite:///{path}"
        self.terminals: list[Terminal] = []  # to be ended with the test

    def environ(self, **more: str) -> dict[str, str]:
        kept = {
            k: v
            for k, v in os.environ.items()
            if k not in ("NO_COLOR", "COLUMNS", "LINES", "COLORFGBG")
        }
        ours = {"QUIZAPP_DATABASE_URL": self.url, "PYTHONUTF8": "1", "PAGER": "cat"}
        return {**kept, **ours, **more}

    def run(
        self, *arguments: str, typed: str | bytes = "", **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """A whole run with everything typed beforehand."""
        data = typed if isinstance(typed, bytes) else typed.encode()
        done = subprocess.run(
            [*COMMAND, *arguments], input=data, capture_output=True, timeout=120,
            env=self.environ(**environ), cwd=self.checkout,
        )  # fmt: skip
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    def drill(self, *arguments: str, typed: str | bytes = "") -> str:
        """What a plain, piped drill prints."""
        done = self.run("drill", "--plain", *arguments, typed=typed)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def attempts(self) -> list[Attempt]:
        with make_sessions(make_engine(self.url))() as session:
            return list(session.query(Attempt).order_by(Attempt.id))

    def only(self, type_: str, holding: str = "", seed: int = 0) -> Exercise:
        """Leave one question of that type in the bank; its exercise for that seed."""
        with make_sessions(make_engine(self.url))() as session:
            rows = session.query(Question).filter_by(type=type_).order_by(Question.slug)
            texts = {row.id: _text(session, row) for row in rows}
            kept = next(id_ for id_, text in texts.items() if holding in text)
            others = update(Question).where(Question.id != kept)
            session.execute(others.values(retired_at=datetime.now(UTC), retired_by_id=1))
            session.commit()
            return Read.from_dict(tomllib.loads(texts[kept])).exercise(seed)


def _text(session: Session, row: Question) -> str:
    revision = latest_revision(session, row.id)
    return revision.text if revision else ""


class Terminal:
    """A pseudo-terminal with the program in it; also its screen, as plain text."""

    def __init__(
        self, program: Program, *arguments: str, rows: int = 24, columns: int = 60,
        environ: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.seen, self.at = "", 0
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        command = [*COMMAND, *arguments]
        variables = program.environ(**{"TERM": "xterm-256color", **(environ or {})})
        self.pid, self.fd = pty.fork()
        program.terminals.append(self)
        if self.pid == 0:
            # as in a terminal, whatever the tests were started from
            for each in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
                signal.signal(each, signal.SIG_DFL)
            os.chdir(program.checkout)
            os.execvpe(command[0], command, variables)
        ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def until(self, text: str) -> str:
        """Read until `text` is on the screen; what came since the last call, up to its end."""
        began, start = time.monotonic(), self.at
        while (found := self.seen.find(text, start)) < 0:
            ready, _, _ = select.select([self.fd], [], [], 1)
            if ready and not self._read():
                self.at = len(self.seen)
                return self.seen[start:]
            assert time.monotonic() - began < PATIENCE, f"{text!r} never came:\n{self.seen}"
        self.at = found + len(text)
        return self.seen[start : self.at]

    def type(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def close(self) -> None:
        """As when the window is closed."""
        os.close(self.fd)
        self.fd = -1

    def exit_code(self) -> int:
        if self.fd >= 0:
            self.until("\0never")  # to the end of the output
        pid, self.pid = self.pid, 0
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def end(self) -> None:
        """Leave no program behind, whatever became of the test."""
        if self.fd >= 0:
            self.close()
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self.exit_code()

    def _read(self) -> bool:
        """Take in what was written; False at the end of the program."""
        try:
            more = os.read(self.fd, 65536)
        except OSError:  # Linux says so when the program has ended
            return False
        self.seen += self.decoder.decode(more)
        return bool(more)


def answered(parts: Sequence[str]) -> str:
    """Lines typed one after the other."""
    return "".join(f"{part}\n" for part in parts)
