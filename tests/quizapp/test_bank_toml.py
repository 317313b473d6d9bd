"""The bank's format preserves every text."""

import pytest

from quizapp.bank.formats import toml

TEXTS = ["", "\n", "\nx", "x'", "a'''b", '"', "\\", "\r\n", "\x00", "\x7f", "tab\t", "a\n", "'"]
TEXTS += ["\u0085 \u2028", "é\ud7ff", "\n\n'", '\\"\n', "$\\frac{a}{b}$", "'''"]


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_survives_at_any_place_in_a_document(text):
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


def test_latex_is_in_the_file_as_it_was_typed():
    assert r"prompt = '''$\frac{1}{2}$'''" in toml.write({"prompt": r"$\frac{1}{2}$"})


def test_the_digest_depends_only_on_the_content():
    one = toml.read("a = 'x'\nb = 1")
    assert toml.digest(toml.read('# c\nb = 1\na = "x"')) == toml.digest(one)
    assert toml.digest(toml.read("a = 'x'\nb = 2")) != toml.digest(one)
