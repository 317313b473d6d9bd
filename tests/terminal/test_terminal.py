"""The drill in a real terminal of 60 by 24."""

from __future__ import annotations

import re
import signal

import pytest

from quizapp.presenting.latex import width
from quizapp.terminal.waiting import whole
from tests.terminal.program import Program, Terminal

CODES = re.compile(r"\x1b\[[?0-9;]*[A-Za-z]")


def screen(text: str) -> list[str]:
    """The visible lines."""
    return [line.rstrip("\r") for line in CODES.sub("", text).split("\n")]


def test_the_prompt_ends_the_screen_and_nothing_is_too_wide(program: Program) -> None:
    program.only("matching")
    terminal = Terminal(program, "drill")
    seen = screen(terminal.until("Answer: "))
    assert seen[-1] == "Answer: "
    assert max(map(width, seen)) <= 60
    terminal.type("q\n")
    assert terminal.exit_code() == 0


def test_there_are_colours_and_answers_can_be_edited(program: Program) -> None:
    right = program.only("true_false").parts[0].answer.write()
    terminal = Terminal(program, "drill", "--count", "1")
    terminal.until("Answer: ")
    terminal.type(f"x{right}\x01\x04\n")  # to the start of the line, delete one character
    assert "\x1b[38;5;28m✓ Correct" in terminal.until("Enter finish")
    terminal.type("\n")
    assert terminal.exit_code() == 0


@pytest.mark.parametrize(
    ("arguments", "environ"), [(["--plain"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})]
)
def test_without_colours_there_are_no_escape_codes_at_all(
    program: Program, arguments: list[str], environ: dict[str, str]
) -> None:
    terminal = Terminal(program, "drill", "--count", "1", *arguments, environ=environ)
    terminal.until("q stop")
    terminal.type("s\n")
    terminal.until("Enter finish")
    terminal.type("\n")
    assert terminal.exit_code() == 0
    assert "\x1b" not in terminal.seen


@pytest.mark.parametrize("keys", ["\x03", "\x04", "q\n"], ids=["ctrl-c", "end of input", "q"])
def test_stopping_in_any_way_keeps_what_was_answered(program: Program, keys: str) -> None:
    program.only("true_false")
    terminal = Terminal(program, "drill", environ={"NO_COLOR": "1"})
    terminal.until("Answer: ")
    terminal.type("s\n")
    terminal.until("Enter continue")
    terminal.type("\n")
    terminal.until("2/10")
    terminal.until("Answer: ")
    terminal.type(keys)
    assert terminal.exit_code() == 0
    assert "1 question · given up" in terminal.seen
    assert "Traceback" not in terminal.seen
    assert len(program.attempts()) == 1


def test_ctrl_c_waits_for_the_end_of_a_commit() -> None:
    done = []

    def commit() -> None:
        with whole():
            signal.raise_signal(signal.SIGINT)
            done.append("committed")

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            commit()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert done == ["committed"]
