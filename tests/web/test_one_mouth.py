"""Verdicts read and look the same at every door."""

from __future__ import annotations

import io
import json
from html import unescape

import pytest
from flask import Flask, render_template_string

from engine import Exercise, build
from quizapp.presenting.verdicts import VERDICTS, Verdict
from quizapp.terminal.marks import show_mark
from quizapp.terminal.screen import Screen
from quizapp.terminal.style import LOOKS, Paint
from tests.web.visitor import Visitor

SAID = [
    ("correct", 1.0, "0.12", "correct"),
    ("rounded", 1.0, "0.12", "rounded"),
    ("follow_through", 0.6, "0.12", "follow_through"),
    ("misconception:affine.no_bias", 0.0, "0.12", "misconception"),
    ("wrong", 0.0, "0.12", "wrong"),
    ("wrong", 0.4, "0.12", "partly"),
    ("unreadable", 0.0, "banana", "unreadable"),
    ("unreadable", 0.0, " ", "blank"),
]


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return build("mlp_backprop", 1)


cases = pytest.mark.parametrize(("name", "credit", "typed", "entry"), SAID)


@cases
def test_a_page_shows_the_sign_and_words_of_the_table(
    app: Flask, name: str, credit: float, typed: str, entry: str
) -> None:
    source = '{% from "parts.html" import sign %}{{ sign(name|verdict(credit, typed)) }}'
    with app.test_request_context():
        shown = render_template_string(source, name=name, credit=credit, typed=typed)
    expected = VERDICTS[entry]
    assert f'class="sign {expected.look}"' in shown
    assert f"{expected.sign}</span> {expected.words}<" in unescape(shown)


@cases
def test_the_terminal_shows_the_same_in_the_same_colour(
    exercise: Exercise, name: str, credit: float, typed: str, entry: str
) -> None:
    out = io.StringIO()
    screen = Screen(out, io.StringIO(), Paint(256), 76)
    first = exercise.parts[0].name
    blank = {"verdict": "unreadable", "credit": 0.0, "remark": ""}
    parts = dict.fromkeys((part.name for part in exercise.parts), blank)
    parts |= {first: {"verdict": name, "credit": credit, "remark": ""}}
    show_mark(screen, exercise, {"score": 0.5, "parts": parts}, {first: typed})
    shown = out.getvalue().splitlines()[0]
    expected, colour = VERDICTS[entry], screen.paint
    assert shown.startswith("  " + colour(LOOKS[expected.look], expected.sign))
    assert expected.words in shown


def test_a_page_without_a_connection_gets_its_words_from_the_table(visitor: Visitor) -> None:
    page = visitor.get("/offline").text
    words = json.loads(unescape(page.partition('data-words="')[2].partition('"')[0]))
    assert {name: Verdict(**entry) for name, entry in words.items()} == VERDICTS
