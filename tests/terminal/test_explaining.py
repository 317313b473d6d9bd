"""What the terminal asks about a text that explains something."""

from __future__ import annotations

from typing import Any

from tests.examiner import examiner
from tests.terminal.program import Program, answered


def test_a_learner_is_asked_only_about_points_of_a_text_that_are_unsure(program: Program) -> None:
    program.only("short_answer", "key components of a neuron")
    written = ["The inputs arrive from the left.", "Each edge has a weight."]
    shown = program.drill("--count", "1", typed=answered([*written, "", "7x", "1"]))
    assert "You wrote “inputs”, “weight”." in shown
    asked = shown.partition("Points: ")[0].partition("We aren't sure")[2]
    assert "own weight" in asked
    assert "dendrites" not in asked
    assert "Its number, 1, or none." in asked
    assert "Partly correct" in shown
    (attempt,) = program.attempts()
    assert attempt.responses["answer"] == "\n".join([*written, "[self-check: 1]"])
    assert attempt.mark["parts"]["answer"]["by_hand"] == 1


def test_a_second_opinion_is_shown_with_the_point_that_is_asked_about(program: Program) -> None:
    program.only("short_answer", "key components of a neuron")
    written = ["The inputs arrive from the left.", "Each edge has a weight."]
    with examiner(found) as (settings, _):
        done = program.run(
            "drill", "--plain", "--count", "1", typed=answered([*written, "", "none"]), **settings
        )
    asked = done.stdout.partition("We aren't sure")[2].partition("Points: ")[0]
    assert "Second opinion from 127.0.0.1" in asked
    assert "you said it in “Each edge has a weight”" in " ".join(asked.split())


def found(task: Any) -> Any:
    """Every point, in the last sentence."""
    return [{"number": entry["number"], "made": True, "quote": "Each edge has a weight"}
            for entry in task["points"]]  # fmt: skip
