"""However the terminal is left, what was typed is there when one comes back."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from itertools import pairwise

import pytest

from quizapp import mock, practice
from quizapp.models import Draft, Interview, Learner
from quizapp.storage.database import make_engine, make_sessions
from tests.terminal.program import Program, Terminal, answered

Exit = Callable[[Terminal], object]
NEURON = 'template = "neuron_gradient"'
PASTE = "\x1b[200~{}\x1b[201~"

EXITS: dict[str, Exit] = {
    "hang-up": lambda terminal: terminal.close(),
    "SIGHUP": lambda terminal: os.kill(terminal.pid, signal.SIGHUP),
    "SIGTERM": lambda terminal: os.kill(terminal.pid, signal.SIGTERM),
    "SIGKILL": lambda terminal: os.kill(terminal.pid, signal.SIGKILL),
    "Ctrl-C": lambda terminal: terminal.type("\x03"),
    "Ctrl-D": lambda terminal: terminal.type("\x04"),
    "q": lambda terminal: terminal.type(":q\n"),
}
every_exit = pytest.mark.parametrize("leave", EXITS.values(), ids=EXITS.keys())


def left(program: Program) -> dict[str, str]:
    """What waits to be gone on with."""
    with make_sessions(make_engine(program.url))() as session:
        found = practice.left_off(session, session.query(Learner).one())
        return found[1] if found else {}


def places(program: Program) -> list[str]:
    with make_sessions(make_engine(program.url))() as session:
        return [row.place for row in session.query(Draft)]


@every_exit
def test_every_blank_is_kept(program: Program, leave: Exit) -> None:
    names = [part.name for part in program.only("template", holding=NEURON).parts]
    terminal = Terminal(program, "drill")
    terminal.until(" 1/")
    terminal.type("0.5\n")
    terminal.until(" 2/")
    terminal.type("0.25\n")
    terminal.until(" 3/")
    leave(terminal)
    terminal.exit_code()
    assert "Traceback" not in terminal.seen
    assert left(program) == dict(zip(names, ["0.5", "0.25"], strict=False))
    resumed = program.drill("--resume", "--count", "1", typed="q\n")
    assert "0.5" in resumed
    assert "0.25" in resumed
    assert " 3/" in resumed


@every_exit
@pytest.mark.parametrize("ended", [False, True], ids=["while writing", "at the points"])
def test_every_line_of_a_text_is_stored_and_can_be_continued(
    program: Program, leave: Exit, ended: bool
) -> None:
    program.only("short_answer")
    terminal = Terminal(program, "drill")
    terminal.until("Answer: ")
    terminal.type("line one\n")
    terminal.until("… ")
    terminal.type("line two\n")
    terminal.until("… ")
    if ended:
        terminal.type("\n")
        terminal.until("Points: ")
    leave(terminal)
    terminal.exit_code()
    assert "Traceback" not in terminal.seen
    assert "You answered nothing" not in terminal.seen
    assert list(left(program).values()) == ["line one\nline two"]
    resumed = program.drill("--resume", "--count", "1", typed=answered(["third", "", "1"]))
    assert resumed.index("line one") < resumed.index("line two") < resumed.index("model")
    (attempt,) = program.attempts()
    said = "line one\nline two\nthird\n[self-check: 1]"
    assert attempt.responses == {"answer": said}
    assert places(program) == []


@every_exit
def test_every_line_of_an_interview_is_stored_and_can_be_continued(
    program: Program, leave: Exit
) -> None:
    program.only("short_answer")
    terminal = Terminal(program, "mock", rows=40, columns=90)
    terminal.until("Answer: ")
    terminal.type("line one\n")
    terminal.until("… ")
    leave(terminal)
    terminal.exit_code()
    assert "Traceback" not in terminal.seen
    resumed = program.run("mock", "--resume", "--plain", typed=answered(["second", "", "1"]))
    assert resumed.stdout.index("line one") < resumed.stdout.index("Debrief")
    assert ":s skip · :q pause" in resumed.stdout  # within a text
    (attempt,) = program.attempts()
    assert attempt.responses == {"answer": "line one\nsecond\n[self-check: 1]"}
    assert places(program) == []


def test_the_line_being_typed_is_kept_too(program: Program) -> None:
    program.only("short_answer")
    for stop in ("\x03", signal.SIGHUP):
        terminal = Terminal(program, "drill", "--resume")
        terminal.until("Answer: ")
        terminal.type(PASTE.format("pasted\r\rat once"))
        terminal.until("at once")
        if isinstance(stop, str):
            terminal.type(stop)
        else:
            os.kill(terminal.pid, stop)
        terminal.exit_code()
        (text,) = left(program).values()
        assert text.endswith("pasted\n\nat once")


def test_an_interview_that_ends_in_the_middle_of_a_text_keeps_the_text(program: Program) -> None:
    program.only("short_answer")
    program.run("mock", "--plain", typed=answered(["line one", "second", ":e", "y", "1"]))
    (attempt,) = program.attempts()
    assert attempt.responses == {"answer": "line one\nsecond\n[self-check: 1]"}


def test_a_text_begun_on_the_web_continues_in_the_interview_here(program: Program) -> None:
    program.only("short_answer")
    program.run("mock", "--plain", typed="q\n")
    with make_sessions(make_engine(program.url))() as session:
        learner, interview = session.query(Learner).one(), session.query(Interview).one()
        content = {"title": "", "fields": [["answer:answer", "from the web\r\ntwo lines"]]}
        practice.keep_draft(session, learner, mock.place(interview, 0), content,
                            token="", now=interview.created_at)  # fmt: skip
        session.commit()
    shown = program.run("mock", "--plain", typed="\n1\n").stdout
    assert "from the web" in shown
    (attempt,) = program.attempts()
    assert attempt.responses == {"answer": "from the web\ntwo lines\n[self-check: 1]"}


def test_drafts_belong_only_to_their_writers(program: Program) -> None:
    program.only("short_answer")
    with make_sessions(make_engine(program.url))() as session:
        now = session.query(Learner).first() or Learner(name="x")
        session.add(Learner(name="Ada", email="ada@example.org", created_at=now.created_at))
        session.commit()
    program.drill(typed=answered(["mine alone", "q"]))
    other = program.drill("--resume", "--email", "ada@example.org", typed=":q\n")
    assert "You left no question unfinished" in other
    assert "mine alone" not in other
    assert "mine alone" in program.drill("--resume", typed=":q\n")


def test_commands_work_on_every_line_of_a_text(program: Program) -> None:
    program.only("short_answer")
    typed = answered(["one", ":?", "? is text", ":r", "q", ":s", "s", "", "q"])
    shown = program.drill("--count", "2", typed=typed)
    assert "Hint 1 of" in shown
    assert shown.count("In your own words") == 3  # as asked, as asked again, of the next one
    assert "We aren't sure about some points" in shown
    (attempt,) = program.attempts()
    assert attempt.responses == {"answer": "one\n? is text\nq\n[self-check: none]"}
    assert attempt.hints_used == 1


def test_stopping_with_answers_does_not_say_that_there_were_none(program: Program) -> None:
    program.only("template", holding=NEURON)
    shown = program.drill(typed=answered(["0.5", "q"]))
    assert "To continue: quizapp drill --resume" in shown
    assert "You answered nothing" not in shown
    assert "You answered nothing" in program.drill(typed="q\n")


def test_storing_a_blank_takes_no_noticeable_time(program: Program) -> None:
    parts = program.only("template", holding='template = "mlp_backprop"').parts
    terminal = Terminal(program, "drill", columns=100)
    asked = []
    for number in range(1, len(parts) + 1):
        terminal.until(f"{number}/{len(parts)}  ")
        asked.append(time.monotonic())
        terminal.type("98.76\n")
    terminal.until("Enter continue")
    took = sorted(after - before for before, after in pairwise(asked))
    assert took[len(took) // 2] < 0.1  # seconds
    terminal.type("q\n")
    assert terminal.exit_code() == 0


@pytest.mark.parametrize("ends", ["", "\r"], ids=["as it is", "with its last Enter"])
def test_a_paste_is_one_answer_even_with_an_empty_line_in_it(program: Program, ends: str) -> None:
    program.only("short_answer")
    terminal = Terminal(program, "drill", "--count", "1")
    terminal.until("Answer: ")
    terminal.type(PASTE.format("One thing.\r\rAnother.\r1 2 3\rnone\rq" + ends))
    terminal.type("\n")
    terminal.until("… ")
    terminal.type("\n")
    terminal.until("Points: ")
    terminal.type("1\n")
    terminal.until("Enter finish")
    (attempt,) = program.attempts()
    said = "One thing.\n\nAnother.\n1 2 3\nnone\nq\n[self-check: 1]"
    assert attempt.responses == {"answer": said}
    os.kill(terminal.pid, signal.SIGKILL)
    terminal.exit_code()


@pytest.mark.parametrize("arguments", [[], ["--plain"]])
def test_a_terminal_without_bracketed_paste_works_too(
    program: Program, arguments: list[str]
) -> None:
    program.only("short_answer")
    terminal = Terminal(program, "drill", "--count", "1", *arguments)
    terminal.until("Answer: ")
    terminal.type("One thing.\n\nAnother.\n\nq\n")
    terminal.until("… q" if not arguments else "…       … ")
    time.sleep(0.5)
    terminal.type("\n")
    terminal.until("Points: ")
    terminal.type("1\n")
    terminal.until("Enter finish")
    (attempt,) = program.attempts()
    assert attempt.responses["answer"] == "One thing.\n\nAnother.\n\nq\n[self-check: 1]"
    os.kill(terminal.pid, signal.SIGKILL)
    terminal.exit_code()


def test_a_paste_of_several_lines_answers_no_blank_but_its_own(program: Program) -> None:
    program.only("template", holding=NEURON)
    terminal = Terminal(program, "drill", "--count", "1")
    terminal.until(" 1/")
    terminal.type(PASTE.format("0.5\r0.25\rq"))
    terminal.type("\n")
    terminal.until(" 1/")  # it cannot be read, and is asked for again
    assert left(program) == {}
    terminal.type("q\n")
    assert terminal.exit_code() == 0
