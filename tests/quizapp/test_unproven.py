"""What an author is told where a composed graph can't be proved."""

from __future__ import annotations

from quizapp.bank.graph_trial import HEAD
from quizapp.bank.load import question_of
from quizapp.bank.unfair_variants import unproven


def test_a_composed_graph_that_loses_digits_is_told_where_and_what_to_do() -> None:
    graph = {
        "layers": "1-1-1",
        "activations": ["f", "none"],
        "formulas": {"f": {"rule": "(z+10000000000)-10000000000+z"}},
        "leaves": {"x": {"low": 0.1, "high": 0.9, "decimals": 2}},
        "asked": {"medium": ["h", "y", "grad.z1"]},
    }
    question = question_of({**HEAD, "graph": graph})
    ((what, advice),) = unproven(question.exercise(0))
    assert "value.h[0] isn't proved (seed 0)" in what
    assert "The first number that differs is h" in what
    assert "draw numbers of about one size" in advice
