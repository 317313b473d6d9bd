"""The window is measured anew with every line, and what is longer than it goes through a pager."""

from __future__ import annotations

import io
import os
import pty
import struct
import termios
from collections.abc import Iterator
from fcntl import ioctl
from typing import TextIO

import pytest

from quizapp.presenting.latex import width
from quizapp.terminal.screen import Screen
from quizapp.terminal.style import Paint
from quizapp.terminal.window import CODE, fitted

PROSE = "**Words** and more of them, $W^{(1)} = 2$, until no window is wide enough. " * 3


class Window:
    """A pseudo-terminal that shows what is written to it."""

    def __init__(self) -> None:
        self.ours, self.theirs = pty.openpty()
        self.out: TextIO = os.fdopen(self.theirs, "w", encoding="utf-8")

    def resize(self, columns: int, rows: int = 24) -> None:
        ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def shown(self) -> list[str]:
        """The lines that came since the last call, without colours."""
        os.set_blocking(self.ours, False)
        found = b""
        try:
            while more := os.read(self.ours, 65536):
                found += more
        except BlockingIOError:
            pass
        return CODE.sub("", found.decode()).splitlines()


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("LINES", raising=False)
    made = Window()
    yield made
    made.out.close()
    os.close(made.ours)


def test_a_resized_window_is_honoured_by_the_next_line(window: Window) -> None:
    screen = Screen(window.out, io.StringIO(), Paint(256))
    longest = {}
    for columns in (200, 80, 40, 30, 100):
        window.resize(columns)
        screen.markdown(PROSE)
        screen.line(f"a line\n  {screen.paint('good', 'another')} that is long: " + "x " * 60)
        shown = window.shown()
        longest[columns] = max(map(width, shown))
        assert sum(line.count("x") for line in shown) == 60
    assert all(longest[columns] <= columns for columns in longest)
    assert longest[80] > 60


def test_a_word_that_is_wider_than_the_window_is_cut_and_loses_nothing() -> None:
    said = "  \x1b[1mab" + "c" * 50 + "\x1b[0m d"
    lines = fitted(said, 20)
    assert all(width(CODE.sub("", line)) <= 20 for line in lines)
    assert "".join(lines).replace(" ", "") == said.replace(" ", "")


@pytest.mark.parametrize(("rows", "paged"), [(10, True), (60, False)])
def test_only_what_is_longer_than_the_window_goes_through_the_pager(
    window: Window, rows: int, paged: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    for name in ("LESS", "LESSCHARSET"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setattr("click.echo_via_pager", sent.append)
    window.resize(80, rows)
    screen = Screen(window.out, io.StringIO(), Paint(), pages=True)
    with screen.paged():
        for number in range(20):
            screen.line(f"line {number}")
    assert bool(sent) == paged
    assert ("".join(sent).split("\n") if paged else window.shown())[-1] == "line 19"
    assert bool(os.getenv("LESS")) == paged  # which keeps the colours
    assert (os.getenv("LESSCHARSET") == "utf-8") == paged
