"""`quizapp today`: the plan in the terminal."""

from __future__ import annotations

import json

from tests.terminal.program import Program


def test_today_lists_what_to_do_and_how_ready_it_makes(program: Program) -> None:
    shown = program.run("today", "--plain").stdout
    assert "No date: the month ahead counts" in shown
    assert "quizapp drill --skill" in shown
    document = json.loads(program.run("today", "--json").stdout)
    assert document["interview_on"] is None
    assert document["minutes"] > 0
    assert document["readiness"]["recall"] == 0.0


def test_what_was_answered_counts(program: Program) -> None:
    right = program.only("true_false").parts[0].answer.write()
    program.drill("--count", "1", typed=f"{right}\n\n")
    document = json.loads(program.run("today", "--json").stdout)
    assert document["readiness"]["recall"] > 0
    assert any(skill["high"] > skill["low"] > 0 for skill in document["skills"])
