"""Markdown as lines of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.presenting.latex import width
from quizapp.presenting.prose import text
from quizapp.terminal.markdown import render
from quizapp.terminal.style import Paint
from tests.anything import anything

SHOWN = [
    ("**two** and *one* and `code`", ["two and one and code"]),
    ("a_b_c costs \\$5, $x$ too", ["a_b_c costs $5, x too"]),
    ("- one\n- two $a_1$", ["• one", "• two a₁"]),
    ("1. one\n   - inner\n2. two", ["1. one", "   • inner", "2. two"]),
    ("Then $$x = 1$$ follows.", ["Then", "", "    x = 1", "", "follows."]),
    ("$$x = 1$$\n\nEnd", ["    x = 1", "", "End"]),
    ("> said **so**", ["│ said so"]),
    ("| a | b |\n|---|---|\n| 1 | $\\|x\\|$ |", ["a   b", "───────", "1   |x|"]),
    ("```\nkept  $x$\n```", ["    kept  $x$"]),
    ("~~out~~ *a**b* R&amp;D", ["out a**b R&D"]),
    ("one  \ntwo", ["one", "two"]),
    ("*one  \ntwo* and **$$x$$ then**", ["one", "two and", "", "    x", "", "then"]),
    ("- one\n\n- two", ["• one", "", "• two"]),
    ('[a link](https://example.org "with a title")', ["a link"]),
    ("[a link](https://example.org)", ["a link"]),
]


@pytest.mark.parametrize(("source", "lines"), SHOWN, ids=[source for source, _ in SHOWN])
def test_markdown_is_shown_as_plain_lines(source: str, lines: list[str]) -> None:
    assert render(source, 60, Paint()) == lines


def test_a_short_formula_is_not_torn_apart() -> None:
    lines = render("words before it $a + b = c + d$ and words after it", 20, Paint())
    assert lines == ["words before it", "a + b = c + d and", "words after it"]


def test_a_long_equation_breaks_at_its_equals_signs() -> None:
    lines = render("$$y = aaaaaaaa + bbbbbbbb = cccccccc + dddddddd = 12$$", 30, Paint())
    assert lines == ["    y = aaaaaaaa + bbbbbbbb", "      = cccccccc + dddddddd", "      = 12"]


def test_no_text_can_control_the_terminal() -> None:
    shown = render("a\x1b[31mred \x07 \x9b5m", 60, Paint())
    assert not [c for line in shown for c in line if not c.isprintable()]


@given(st.text(anything, max_size=200), st.integers(24, 80))
def test_nothing_is_wider_than_the_screen(source: str, columns: int) -> None:
    prose = source.replace("|", "").replace("$", "").replace("`", "").replace("~", "")
    assert all(width(line) <= columns for line in render(prose, columns, Paint()))


@given(st.text(alphabet="ab 1.)-+*_~`$|>#[]()!\\\n&;:<=^{}\"'", max_size=80))
def test_whatever_is_typed_can_be_shown(source: str) -> None:
    assert render(source, 30, Paint(16)) is not None
    assert "\n" not in text(source)


def test_without_colours_there_are_no_escape_codes() -> None:
    source = "# Head\n\n**bold** *soft* `code`"
    assert "\x1b" not in "".join(render(source, 60, Paint()))
    assert "\x1b[1m" in "".join(render(source, 60, Paint(16)))
