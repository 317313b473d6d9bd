"""Follow-ups with `i` after a mark."""

from __future__ import annotations

import re

from tests.terminal.program import Program


def test_a_follow_up_changes_one_thing_keeps_the_numbers_and_is_an_attempt_of_its_own(
    program: Program,
) -> None:
    program.only("template", holding='template = "neuron_gradient"')
    told = program.drill("--count", "1", "--seed", "5", typed="s\ni\n99\n1\ns\n\n")
    shown = " ".join(told.split())  # a line may be broken anywhere between two words
    assert "Type a number from 1 to" in shown
    assert shown.count("Score") == 0
    assert "Lines marked Δ" in shown
    first, second = program.attempts()
    assert second.seed == first.seed
    assert second.params == {**first.params, "and_if": second.params["and_if"]}
    assert second.leaves["x"] == first.leaves["x"] or "the numbers are new" in shown


def test_a_follow_up_has_the_number_of_its_question_and_replaces_no_other(
    program: Program,
) -> None:
    program.only("template", holding='template = "neuron_gradient"')
    shown = program.drill("--count", "2", "--seed", "5", typed="s\ni\n1\ns\n\ns\n\n")
    places = re.findall(r"^ *(\d/2(?:, follow-up)?)  ", shown, re.MULTILINE)
    assert places == ["1/2", "1/2, follow-up", "2/2"]
    assert len(program.attempts()) == 3
