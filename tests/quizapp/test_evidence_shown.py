"""An answer beside its points: what shows each of them, and which are a bonus."""

from __future__ import annotations

import pytest

from engine.short_answers.findings import SAID
from quizapp.kinds import kind_of
from quizapp.kinds.short_answer.evidence import pieces, shown
from tests.engine.test_short_answers import answer_of


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("The sum z < 0 for all of them", "z", "z < 0"),
        ("It steps w <- w - rate * gradient, downhill", "gradient", "w <- w - rate * gradient"),
        ("It is a(e^x - 1) below", "x", "a(e^x - 1)"),
        ("The slope is $y(1 - y)$ there", "y", "$y(1 - y)$"),
        ("The slope is small there", "slope", "slope"),
    ],
)
def test_evidence_never_splits_a_formula(text: str, words: str, whole: str) -> None:
    start = text.index(words)
    found = pieces(text, [{"state": SAID, "spans": [(start, start + len(words))]}])
    assert [piece for piece, numbers in found if numbers] == [whole]


def test_a_bonus_is_called_one_wherever_points_are_shown() -> None:
    answer = answer_of("loss/squared-or-absolute")
    (bonus,) = (entry.point for entry in answer.rubric if entry.bonus)
    assert [row.point for row in shown(answer, [], (), marked=True)][2] == f"{bonus} (bonus)"
    assert f"3. {bonus} (bonus)" in kind_of(answer).solution(answer)
    text = "The squared error leads to the mean, the absolute error to the median."
    assert answer.mark(f"{text}\n[self-check: 3]").remark.startswith(
        "0 of 2 points covered, and 1 bonus point."
    )
