"""The bank's format keeps every text as it is, and every type has a first text."""

import pytest

from engine import ANSWERS
from quizapp.bank.check import check_text
from quizapp.bank.formats import toml
from quizapp.bank.starter import starter, types

TEXTS = ["", "\n", "\nx", "x'", "a'''b", '"', "\\", "\r\n", "\x00", "\x7f", "tab\t", "a\n", "'"]
TEXTS += ["\u0085 \u2028", "é\ud7ff", "\n\n'", '\\"\n', "$\\frac{a}{b}$", "'''"]


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_survives_anywhere_in_a_document(text):
    doc = {
        "answer": {"options": [{"text": text}, {"text": "b", "deep": {"text": text}}]},
        "text": text,
        "list": [text, text],
        "nested": [1, [2.5, text]],
        "empty": [],
        "no keys": {},
        "odd.key": True,
    }
    assert toml.read(toml.write(doc)) == doc


def test_latex_stands_in_the_file_as_it_was_typed():
    assert r"prompt = '''$\frac{1}{2}$'''" in toml.write({"prompt": r"$\frac{1}{2}$"})


def test_the_digest_is_of_what_is_said():
    one = toml.read("a = 'x'\nb = 1")
    assert toml.digest(toml.read('# c\nb = 1\na = "x"')) == toml.digest(one)
    assert toml.digest(toml.read("a = 'x'\nb = 2")) != toml.digest(one)


@pytest.mark.parametrize("kind", types())
def test_the_first_text_of_every_type_passes_the_check(kind):
    assert check_text(starter(kind), kind) == []
    assert toml.read(starter(kind))["type"] == kind


def test_every_type_of_answer_and_templates_can_be_begun():
    assert set(types()) == {*ANSWERS, "template"}
