"""`quizapp today`: the plan in the terminal."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

from quizapp.models import Learner, Plan
from quizapp.storage.database import make_engine, make_sessions
from tests.terminal.program import Program


def test_today_shows_the_list_and_the_forecast(program: Program) -> None:
    shown = program.run("today", "--plain").stdout
    assert "No date set, so this plan covers the next month" in shown
    assert "quizapp drill --today" in shown
    assert "No forecast yet" in shown
    assert "quizapp today --email" in shown
    assert max(map(len, program.run("today", COLUMNS="60").stdout.splitlines())) <= 60
    document = json.loads(program.run("today", "--json").stdout)
    assert document["interview_on"] is None
    assert document["minutes"] > 0
    assert document["readiness"]["recall"] == 0.0


def test_the_commands_shown_are_for_the_same_account(program: Program) -> None:
    with make_sessions(make_engine(program.url))() as session:
        session.add(Learner(name="Ada", email="ada@example.org", created_at=datetime.now(UTC)))
        session.commit()
    ada = ("--email", "ada@example.org")
    shown = program.run("today", *ada, "--plain").stdout
    assert "quizapp drill --today --email ada@example.org" in shown
    program.only("cloze")
    left = " ".join(program.drill(*ada, typed="1\n").split())
    assert "quizapp drill --resume --count 10 --email ada@example.org" in left
    paused = program.run("mock", *ada, "--local", "--plain", typed="q\n").stdout
    assert "quizapp mock --email ada@example.org --local" in " ".join(paused.split())


def test_what_was_answered_counts(program: Program) -> None:
    right = program.only("true_false").parts[0].answer.write()
    program.drill("--count", "1", typed=f"{right}\n\n")
    document = json.loads(program.run("today", "--json").stdout)
    assert document["readiness"]["recall"] > 0
    assert any(skill["high"] > skill["low"] > 0 for skill in document["skills"])


def test_a_drill_of_today_asks_what_is_on_the_list_until_it_is_done(program: Program) -> None:
    right = program.only("true_false").parts[0].answer.write()
    shown = program.drill("--today", typed=f"{right}\n\n" * 60)
    assert re.search(r"1 of \d+ · \d+ min left", shown)
    end = shown.partition("Done for today.")[2]
    assert "1 day in a row" in end
    assert "Tomorrow: " in end
    asked = len(program.attempts())
    assert 1 <= asked < 60
    again = program.drill("--today", typed=f"{right}\n\n")
    assert "Done for today." in again
    assert "Done for today." in program.run("today", "--plain").stdout
    assert len(program.attempts()) == asked
    both = program.run("drill", "--today", "--skill", "neuron")
    assert both.returncode == 2
    assert "Choose one of" in both.stderr


def test_a_placement_shows_what_is_known_and_is_no_part_of_the_day(program: Program) -> None:
    program.only("choice")
    shown = program.drill("--placement", typed="s\n\n")
    assert "Correct answer" not in shown, "as on the web, nothing is told before the end"
    assert "1/10" in shown
    assert "Where you stand: 0 of 1 correct" in shown
    assert re.search("✗ .* no correct answer yet", shown)
    assert [attempt.door for attempt in program.attempts()] == ["placement"]
    assert json.loads(program.run("today", "--json").stdout)["questions_done"] == 0


def test_after_the_interview_there_is_no_list_but_a_next_step(program: Program) -> None:
    program.run("today")
    with make_sessions(make_engine(program.url))() as session:
        session.add(
            Plan(
                learner_id=session.query(Learner).one().id, interview_on=date(2026, 1, 2),
                skills=[], minutes_a_day=20, time_zone="UTC", updated_at=datetime.now(UTC),
            )
        )  # fmt: skip
        session.commit()
    shown = program.run("today", COLUMNS="60").stdout
    assert "Your interview was on 2 January 2026" in shown
    assert max(map(len, shown.splitlines())) <= 60
    assert "Your interview was on 2 January 2026." in program.drill("--today")
    assert json.loads(program.run("today", "--json").stdout)["tasks"] == []
