"""Where an encoding has no more than ASCII, everything is spelt out."""

from __future__ import annotations

import io
import os
import tomllib

import pytest

from quizapp.presenting.ascii import speak_plainly, spelt
from quizapp.presenting.latex import inline, symbols
from quizapp.terminal.display import display
from quizapp.terminal.markdown import render
from quizapp.terminal.style import Paint
from quizapp.terminal.typeahead import edit_in_utf8
from tests.terminal.test_bank_reads_well import FILES, texts
from tests.variants import variant

SPELT = {
    "σ′(z) = y(1 − y)": "sigma'(z) = y(1 - y)",
    "∂E/∂W⁽¹⁾₁₂ = ŷ − t": "dE/dW^(1)_12 = y_hat - t",
    "w ← w − ηg": "w <- w - eta g",
    "e⁻²ˣ + 2ηδ": "e^(-2x) + 2eta delta",
    "⎛ −0.14  ½ ⎞": "/ -0.14  1/2 \\",
    "✓ Correct  ✗ Not quite  ○": "ok Correct  x Not quite  o",
    "h̄ ≥ 0, Müller, �": "h_bar >= 0, Muller, ?",
}


@pytest.mark.parametrize(("shown", "said"), SPELT.items())
def test_a_formula_stays_readable(shown: str, said: str) -> None:
    assert spelt(shown) == said


def test_nothing_that_we_write_is_left_without_a_spelling() -> None:
    tables = [table for table in vars(symbols).values() if isinstance(table, dict)]
    written = {each for table in tables for each in table.values() if isinstance(each, str)}
    for path in FILES:
        for source in texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            written.update(render(source, 76, Paint()))
    for name in ("mlp_backprop", "lstm_backward", "attention_backward", "softmax_temperature"):
        for step in variant(name, 0).steps:
            written |= {step.text, inline(step.latex), *display(step.latex, 76)}
    assert [each for each in written if "?" in spelt(each) and "?" not in each] == []


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_no_encoding_raises_or_loses_the_sign_of_a_number(encoding: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    speak_plainly(stream)
    stream.write("h₁ = −0.39 ✓ \ud800")
    stream.flush()
    said = raw.getvalue().decode(encoding)
    assert said == ("h₁ = −0.39 ✓ ?" if encoding == "utf-8" else "h1 = -0.39 ok ?")


@pytest.mark.parametrize(("said", "then"), [("C", "C.UTF-8"), ("de_DE.UTF-8", "de_DE.UTF-8")])
def test_lines_are_edited_in_utf8_where_the_locale_says_nothing(
    said: str, then: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", said)
    edit_in_utf8()
    assert os.environ["LC_ALL"] == then
