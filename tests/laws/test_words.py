"""Law: no door says what the product's table of words replaced with plain English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import pytest

from engine import OPS
from quizapp.presenting.addressing import to_you
from tests.laws.test_said_once import QUIZAPP, of_code, of_page

INSTEAD = {  # what was said -> what to say
    "of the credit": "the score",
    "Consistent with": "It looks as if you …",
    "Not right": "Not quite",
    "Mark it as it is": "Submit anyway",
    "Mark it": "Submit",
    "Count it": "Submit",
    "Add to score": "Submit",
    "Go on": "Continue",
    "Same again": "New numbers",
    "One more like this": "Try a similar one",
    "And if it were": "What if …?",
    "Keep for later": "Save",
    "what fades": "due for review",
    "The way there": "Step-by-step solution",
    "gradient from behind": "upstream gradient",
    "Held out": "Test",
    "As at first": "Reset",
    "says otherwise": "who changed it, and when",
    "Take along": "Download",
    "as on the day": "timed",
    "Not marked yet": "Not submitted yet",
    "less target": "minus target",
    "not met yet": "not covered yet",
    "Take it along": "Download",
    "bookmarks": "saved questions",
    "Derivation": "Step-by-step solution",
}
BANNED = {words: re.compile(rf"\b{re.escape(words)}\b") for words in INSTEAD}
SPACED = re.compile(r"\d %(?![\w(}])")


@lru_cache(maxsize=1)
def said() -> tuple[tuple[str, str], ...]:
    """(where, text): all that the doors say, and all that is said of a wrong rule."""
    return tuple(_said())


def _said() -> Iterator[tuple[str, str]]:
    for pattern, texts in (("*.py", of_code), ("*.html", of_page)):
        for path in sorted(QUIZAPP.rglob(pattern)):
            yield from ((str(path.relative_to(QUIZAPP)), text) for text in texts(path))
    for path in sorted(QUIZAPP.rglob("*.js")):
        quoted = re.findall(r'"([^"\n]*)"|`([^`]*)`', path.read_text(encoding="utf-8"))
        yield from ((path.name, text) for pair in quoted for text in pair)
    for name, op in OPS.items():
        yield from ((f"{name}.{bend.name}", to_you(bend.remark)) for bend in op.bends.values())


@pytest.mark.parametrize("words", INSTEAD)
def test_no_door_says(words: str) -> None:
    found = [(where, text) for where, text in said() if BANNED[words].search(text)]
    assert not found, f"Say: {INSTEAD[words]}"


def test_a_percentage_has_no_space() -> None:
    assert not [(where, text) for where, text in said() if SPACED.search(text)]


def test_an_apostrophe_is_straight_everywhere() -> None:
    assert not [(where, text) for where, text in said() if re.search(r"\w’\w", text)]
