"""The verdict on an interview follows from its stated criteria, and says what to do next."""

from __future__ import annotations

import pytest

from quizapp.mock.debriefing import Belief, Debrief, DebriefedQuestion, Tally
from quizapp.mock.verdict import verdict
from quizapp.models import Interview
from tests.mock.test_debrief import item, made, marked


def debrief(
    score: float | None, worst: float, entries: tuple[DebriefedQuestion, ...] = ()
) -> Debrief:
    areas = (Tally("compute", "Computing", 2, score), Tally("derive", "Deriving", 1, worst))
    skills = (
        Tally("backprop", "Backpropagation", 3, 0.5, lost=1.5),
        Tally("neuron", "Neurons", 1, 1),
    )
    seen = (Belief("σ′ was left out.", (2, 3)),)
    return Debrief(
        Interview(), entries or (made(item(), marked(1.0)),), score, areas, skills, seen, None
    )


@pytest.mark.parametrize(
    ("score", "worst", "name"),
    [(0.8, 0.6, "ready"), (0.75, 0.5, "ready"), (0.74, 0.6, "borderline"),
     (0.9, 0.4, "borderline"), (0.49, 0.9, "not yet"), (None, 0.0, "open")],
)  # fmt: skip
def test_the_verdict_is_that_of_the_criteria(score: float | None, worst: float, name: str) -> None:
    found = verdict(debrief(score, worst))
    assert found.name == name
    assert (name == "ready") == all(criterion.met for criterion in found.criteria)


def test_who_is_right_but_far_too_slow_is_not_ready() -> None:
    slow = made(item(ended=400.0), marked(1.0))
    found = verdict(debrief(1.0, 1.0, (slow,)))
    assert found.name == "borderline"
    assert [criterion.shown for criterion in found.criteria if not criterion.met] == [
        "1 of 1 timed"
    ]


def test_three_steps_name_what_cost_most_first() -> None:
    waiting = made(item(kind="short_answer"))
    steps = verdict(debrief(0.6, 0.5, (waiting,))).steps
    assert len(steps) == 3
    assert "your written answer below" in steps[0]
    assert "**Backpropagation**: you lost 1.5 of 3 points" in steps[1]
    assert steps[2] == "Clear this up (question 2, 3): σ′ was left out."
