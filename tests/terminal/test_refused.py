"""A database that refuses: advice instead of a traceback, and no lost answers."""

from __future__ import annotations

import json
import os
import re
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

import pytest

from quizapp.models import Learner
from quizapp.storage.database import make_engine, make_sessions
from tests.terminal.program import Program, Terminal, answered

SQL = re.compile(r"Traceback|INSERT|UPDATE|DELETE|SELECT|\[SQL|parameters|sqlalche|The key is")


def path_of(program: Program) -> Path:
    return Path(program.url.removeprefix("sqlite:///"))


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No lock here ends while a program waits for it."""
    monkeypatch.setenv("QUIZAPP_WAIT_SECONDS", "0.3")


@contextmanager
def locked(program: Program) -> Iterator[None]:
    """Another program holds the write lock."""
    with closing(sqlite3.connect(path_of(program), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(terminal: Terminal) -> Iterator[None]:
    """The program can write no more bytes to its files."""
    before = resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (0, before[1]))
    yield
    with suppress(ProcessLookupError):  # it has ended
        resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, before)


Plug = Callable[[Program, Terminal], AbstractContextManager[None]]
PLUGS: dict[str, tuple[Plug, str]] = {
    "locked": (lambda program, terminal: locked(program), "is busy"),
    "full": (lambda program, terminal: full(terminal), "has space left"),
}
every_plug = pytest.mark.parametrize(("pull", "advice"), PLUGS.values(), ids=PLUGS.keys())


@every_plug
def test_an_answer_stays_in_hand_until_it_can_be_stored(
    program: Program, pull: Plug, advice: str
) -> None:
    right = program.only("number").parts[0].answer.write()
    terminal = Terminal(program, "drill", "--count", "1")
    terminal.until("Answer: ")
    with pull(program, terminal):
        terminal.type(f"{right}\n")
        assert advice in terminal.until("Enter try again")
        terminal.type("\n")
        terminal.until("Enter try again")
    terminal.type("\n")
    terminal.until("Correct")
    terminal.until("Enter finish")
    terminal.type("\n")
    assert terminal.exit_code() == 0
    assert not SQL.search(terminal.seen)
    assert [attempt.responses for attempt in program.attempts()] == [{"answer": right}]


@every_plug
def test_stopping_anyway_says_what_was_not_stored(
    program: Program, pull: Plug, advice: str
) -> None:
    right = program.only("number").parts[0].answer.write()
    terminal = Terminal(program, "drill", "--count", "1", columns=100)
    terminal.until("Answer: ")
    with pull(program, terminal):
        terminal.type(f"{right}\n")
        terminal.until("Enter try again")
        terminal.type("q\n")
        assert terminal.exit_code() == 1
    assert "Your answer was not stored." in terminal.seen
    assert "is kept" not in terminal.seen
    assert "You answered nothing" not in terminal.seen
    assert not SQL.search(terminal.seen)
    assert program.attempts() == []


def test_answers_stored_before_the_trouble_are_not_called_lost(program: Program) -> None:
    program.only("short_answer")
    terminal = Terminal(program, "drill", "--count", "1", columns=100)
    terminal.until("Answer: ")
    terminal.type("a line\n")
    terminal.until("… ")
    with full(terminal):
        terminal.type("another\n")
        terminal.until("You can continue")
        terminal.until("… ")
        terminal.type("a third\n")
        terminal.until("… ")
    terminal.type(":q\n")  # there is space again
    assert terminal.exit_code() == 0
    assert "Traceback" not in terminal.seen
    assert terminal.seen.count("You can continue") == 1
    assert "To continue: quizapp drill --resume" in terminal.seen
    again = program.drill("--resume", typed=":q\n")
    assert again.index("a line") < again.index("another") < again.index("a third")


def test_a_text_can_continue_while_it_cannot_be_stored_and_typing_does_not_wait(
    program: Program,
) -> None:
    program.only("short_answer")
    patient = {"QUIZAPP_WAIT_SECONDS": "6"}
    terminal = Terminal(program, "mock", rows=40, columns=90, environ=patient)
    terminal.until("Answer: ")
    with locked(program):
        began = time.monotonic()
        terminal.type("a line\n")
        terminal.until("… ")
        assert time.monotonic() - began < 5
        terminal.type("another\n")
        terminal.until("… ")
        terminal.type("\n")
        terminal.until("Enter try again")
    terminal.type("\n")
    terminal.until("Points: ")
    terminal.type("1\n")
    assert terminal.exit_code() == 0
    assert not SQL.search(terminal.seen)
    (attempt,) = program.attempts()
    assert attempt.responses == {"answer": "a line\nanother\n[self-check: 1]"}


def test_stopping_waits_for_the_database_rather_than_losing_a_blank(program: Program) -> None:
    program.only("template", holding='template = "neuron_gradient"')
    terminal = Terminal(program, "drill", rows=60, columns=100)
    terminal.until("1/")
    with locked(program):
        terminal.type("0.25\n")
        terminal.until("isn't stored yet")
        terminal.until("2/")
        terminal.type("\x03")
        terminal.until("Enter try again")
    terminal.type("\n")
    terminal.until("Your answers are saved")
    assert "0.25" in program.drill("--resume", typed=":q\n")


def test_a_read_only_database_is_explained_in_plain_words(program: Program) -> None:
    right = program.only("number").parts[0].answer.write()
    program.drill(typed="q\n")
    only_read = {"QUIZAPP_DATABASE_URL": f"sqlite:///file:{path_of(program)}?mode=ro&uri=true"}
    terminal = Terminal(program, "drill", "--count", "1", columns=100, environ=only_read)
    terminal.until("Answer: ")
    terminal.type(f"{right}\n")
    assert "permissions" in terminal.until("Enter try again")
    terminal.type("q\n")
    assert terminal.exit_code() == 1
    assert "Your answer was not stored." in terminal.seen
    assert not SQL.search(terminal.seen)
    assert program.run("today", "--json", **only_read).returncode == 0


def test_with_piped_input_nothing_is_asked_twice(program: Program) -> None:
    right = program.only("number").parts[0].answer.write()
    program.drill(typed="q\n")
    with locked(program):
        done = program.run("drill", "--plain", typed=answered([right, "7", "8"]))
    assert done.returncode == 1
    assert "Your answer was not stored." in done.stderr
    assert not SQL.search(done.stdout + done.stderr)


def learners(program: Program) -> list[Learner]:
    with make_sessions(make_engine(program.url))() as session:
        return list(session.query(Learner).filter(Learner.name == "terminal"))


@pytest.fixture
def unmet(program: Program) -> Program:
    """A database that nobody has used in the terminal yet."""
    with closing(sqlite3.connect(path_of(program))) as connection:
        connection.executescript("DELETE FROM drafts; DELETE FROM learners;")
    return program


@pytest.mark.parametrize("command", ["today", "progress"])
def test_reading_writes_nothing_and_waits_for_nobody(unmet: Program, command: str) -> None:
    free = json.loads(unmet.run(command, "--json").stdout)
    assert learners(unmet) == []
    with locked(unmet):
        began = time.monotonic()
        done = unmet.run(command, "--json", QUIZAPP_WAIT_SECONDS="60")
        assert time.monotonic() - began < 30  # it does not even try
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout).keys() == free.keys()


@pytest.mark.parametrize("command", ["drill", "mock"])
def test_starting_while_the_database_is_locked_gives_advice(unmet: Program, command: str) -> None:
    with locked(unmet):
        done = unmet.run(command, "--plain", typed="")
    assert done.returncode == 1
    assert "is busy" in done.stderr
    assert not SQL.search(done.stdout + done.stderr)
    assert os.path.getsize(path_of(unmet))


def test_the_database_of_another_program_is_left_alone(program: Program, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    done = program.run("today", QUIZAPP_DATABASE_URL=f"sqlite:///{other}")
    assert done.returncode == 1
    assert "another program" in done.stderr
    with closing(sqlite3.connect(other)) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("songs",)]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(program: Program, url: str) -> None:
    done = program.run("drill", QUIZAPP_DATABASE_URL=url)
    assert done.returncode == 1
    assert "in memory" in done.stderr
    assert "Traceback" not in done.stderr
