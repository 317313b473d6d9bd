"""The verdict on an interview follows from its stated criteria, and says what to do next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.mock.debriefing import Belief, Debrief, DebriefedQuestion, Tally
from quizapp.mock.verdict import verdict
from quizapp.models import Interview
from tests.mock.test_debrief import item, made, marked


def debrief(
    score: float | None, worst: float, entries: tuple[DebriefedQuestion, ...] = (),
    spent: float = 900.0,
) -> Debrief:  # fmt: skip
    areas = (Tally("compute", "Computing", 2, score), Tally("derive", "Deriving", 1, worst))
    skills = (
        Tally("backprop", "Backpropagation", 3, 0.5, lost=1.5),
        Tally("neuron", "Neurons", 1, 1),
    )
    seen = (Belief("σ′ was left out.", (2, 3)),)
    return Debrief(
        Interview(minutes=15, spent_seconds=spent), entries or (made(item(), marked(1.0)),),
        score, areas, skills, seen, None,
    )  # fmt: skip


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


def test_whoever_ends_early_gets_no_verdict_unless_every_area_was_tried_at_some_length() -> None:
    def told(*areas: str, target: float) -> str:
        asked = [replace(item(), area=area, target=target) for area in areas]
        tried = tuple(made(each, marked(1.0)) for each in asked)
        return verdict(debrief(1.0, 1.0, tried, spent=225.0)).name

    assert told("concept", "compute", "derive", target=300.0) == "open"
    assert told("concept", "compute", "derive", "debug", target=30.0) == "open"
    assert told("concept", "compute", "derive", "debug", target=120.0) == "ready"
    assert "too little" in verdict(debrief(1.0, 1.0, spent=225.0)).words


def test_a_verdict_before_everything_is_scored_says_that_it_is_provisional() -> None:
    waiting = made(item(kind="short_answer"))
    words = verdict(debrief(0.8, 0.6, (made(item(), marked(1.0)), waiting))).words
    assert words.startswith("Provisional: ready.")
