"""The real program, run as a user would: a prepared database, a pipe or a pseudo-terminal."""

from __future__ import annotations

import atexit
import codecs
import contextlib
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
from contextlib import suppress
from datetime import UTC, datetime
from fcntl import ioctl
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile, mkdtemp

from sqlalchemy import update
from sqlalchemy.orm import Session

from engine.exercise.exercise import Exercise
from engine.exercise.question import Question as Read
from quizapp.models import Attempt, Question, Revision, latest_revision
from quizapp.storage.database import make_engine, make_sessions
from tests.terminal import ready

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
        with TemporaryFile() as out, TemporaryFile() as errors:
            source, typing = os.pipe()
            streams = (source, out.fileno(), errors.fileno())
            process = Started(self, arguments, self.environ(**environ), streams)
            os.close(source)
            with suppress(BrokenPipeError), open(typing, "wb") as keyboard:
                keyboard.write(data)
            code = process.exit_code()
            told = [each.seek(0) or each.read().decode() for each in (out, errors)]
        return subprocess.CompletedProcess([*COMMAND, *arguments], code, *told)

    def drill(self, *arguments: str, typed: str | bytes = "") -> str:
        """What a plain, piped drill prints."""
        done = self.run("drill", "--plain", *arguments, typed=typed)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def attempts(self) -> list[Attempt]:
        with make_sessions(make_engine(self.url))() as session:
            return list(session.query(Attempt).order_by(Attempt.id))

    def only(self, type_: str, holding: str = "", seed: int = 0) -> Exercise:
        """Leave one question of that type in the bank; its exercise for that seed.

        A text is one whose points only its writer can find, unless it is chosen by what it is
        `holding`.
        """
        with make_sessions(make_engine(self.url))() as session:
            rows = session.query(Question).filter_by(type=type_).order_by(Question.slug)
            texts = {row.id: _text(session, row) for row in rows}
            kept = next(id_ for id_, text in texts.items() if holding in text)
            others = update(Question).where(Question.id != kept)
            now = datetime.now(UTC)
            session.execute(others.values(retired_at=now, retired_by_id=1))
            if type_ == "short_answer" and not holding:
                texts[kept] = ready.OWN_WORDS
                session.add(Revision(question_id=kept, number=2, text=ready.OWN_WORDS,
                                     digest="own", created_at=now))  # fmt: skip
            session.commit()
            return Read.from_dict(tomllib.loads(texts[kept])).exercise(seed)


def _text(session: Session, row: Question) -> str:
    revision = latest_revision(session, row.id)
    return revision.text if revision else ""


class Started:
    """`quizapp`, forked from the process that has it ready in that checkout."""

    def __init__(
        self, program: Program, arguments: Sequence[str], environ: dict[str, str],
        streams: Sequence[int], terminal: bool = False,
    ) -> None:  # fmt: skip
        asked = ready.send(
            _ready(program.checkout), arguments, environ, program.checkout, streams, terminal
        )
        asked.settimeout(2 * PATIENCE)
        self.told = asked.makefile()
        self.pid = int(self.told.readline())

    def exit_code(self) -> int:
        with self.told:
            return int(self.told.readline())


@cache
def _ready(checkout: Path) -> Path:
    """Where the process listens that has the program of this checkout ready."""
    folder = Path(mkdtemp())
    path = folder / "ready"
    made = subprocess.Popen(
        [sys.executable, ready.__file__, str(path)], cwd=checkout, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip
    assert made.stdout
    assert made.stdout.readline() == b"ready\n"
    atexit.register(shutil.rmtree, folder)
    atexit.register(made.kill)
    return path


class Terminal:
    """A pseudo-terminal with the program in it; also its screen, as plain text."""

    def __init__(
        self, program: Program, *arguments: str, rows: int = 24, columns: int = 60,
        environ: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.seen, self.at = "", 0
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        variables = program.environ(**{"TERM": "xterm-256color", **(environ or {})})
        self.fd, inside = pty.openpty()
        ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        program.terminals.append(self)
        self.process = Started(program, arguments, variables, [inside] * 3, terminal=True)
        self.pid = self.process.pid
        os.close(inside)

    def until(self, text: str) -> str:
        """Read until `text` is on the screen; what came since the last call, up to its end."""
        began, start = time.monotonic(), self.at
        ready = select.poll()
        ready.register(self.fd, select.POLLIN)
        while (found := self.seen.find(text, start)) < 0:
            if ready.poll(1000) and not self._read():
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
        self.pid = 0
        return self.process.exit_code()

    def end(self) -> None:
        """Leave no program behind, whatever became of the test."""
        if self.fd >= 0:
            self.close()
        if self.pid:
            with contextlib.suppress(ProcessLookupError):  # it has ended by itself
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
