"""`quizapp mock`: an interview in the terminal, paused, resumed, ended and debriefed."""

from __future__ import annotations

import json
import tomllib
from io import StringIO

import pytest
from sqlalchemy import update

from engine.answers.number import NumberAnswer
from engine.exercise.exercise import Part
from engine.exercise.question import Question as Read
from quizapp.models import Question, Revision
from quizapp.storage.database import make_engine, make_sessions
from quizapp.terminal.asking import ask
from quizapp.terminal.obeying import BackError, back
from quizapp.terminal.screen import Screen
from quizapp.terminal.style import Paint
from tests.terminal.program import Program, Terminal, answered

FEEDBACK = ("✓", "✗", "odel answer", "Correct answer:", "Correct", "Consistent")


def test_an_interview_shows_no_marks_until_the_debrief(
    program: Program,
) -> None:
    program.only("choice")
    done = program.run("mock", "--plain", "--minutes", "15", typed="1\n")
    asked, _, debrief = done.stdout.partition("Debrief ·")
    assert "1 · 15 min left" in asked
    assert not [word for word in FEEDBACK if word in asked]
    assert "By area" in debrief
    assert "Question by question" in debrief
    (attempt,) = program.attempts()
    assert attempt.door == "mock"
    exercise = program.only("choice", seed=attempt.seed)
    assert attempt.responses == exercise.settled({"answer": "1"}) != {"answer": "1"}


def test_a_text_is_compared_with_its_model_at_the_end(program: Program) -> None:
    program.only("short_answer")
    typed = "I would say this.\n\n1 2\n"
    shown = program.run("mock", "--plain", typed=typed).stdout
    assert shown.index("I would say this.") < shown.index("A model answer")
    assert shown.index("A model answer") < shown.index("Debrief ·")
    (attempt,) = program.attempts()
    assert attempt.responses["answer"].endswith("[self-check: 1 2]")


def test_q_pauses_and_the_interview_continues_where_it_was(program: Program) -> None:
    first = program.run("mock", "--plain", "--seed", "3", typed="q\n")
    assert "Paused; the clock has stopped." in first.stdout
    again = program.run("mock", "--plain", "--resume", typed="e\ny\n")
    title = first.stdout.split("left")[1].split("\n")[2]
    assert "Continuing the interview of 30 minutes." in again.stdout
    assert title in again.stdout
    assert "(unfinished)" in again.stdout
    assert program.attempts() == []


def test_the_end_is_asked_once_and_b_goes_back_to_an_earlier_question(program: Program) -> None:
    program.only("choice")
    with make_sessions(make_engine(program.url))() as session:  # a second one, to go back from
        session.execute(update(Question).where(Question.type == "choice").values(retired_at=None))
        session.commit()
    typed = answered(["e", "", ":b", "1", ":b", "2", ":e", "y"])
    shown = program.run("mock", "--plain", typed=typed).stdout
    assert "r read again · :b back · s skip" in shown
    assert shown.count("End the interview?") == 2
    assert shown.count("There is nothing before this to go back to.") == 1
    assert "s leave it as it was" in shown.partition("1 again · ")[2]
    assert "(unfinished)" in shown
    (attempt,) = program.attempts()
    with make_sessions(make_engine(program.url))() as session:
        text = session.get_one(Revision, attempt.revision_id).text
    exercise = Read.from_dict(tomllib.loads(text)).exercise(attempt.seed)
    assert attempt.responses == exercise.settled({"answer": "2"})


def test_the_end_of_the_input_pauses_and_loses_nothing(program: Program) -> None:
    program.only("number")
    done = program.run("mock", "--plain", typed="")
    assert done.returncode == 0
    assert "Paused" in done.stdout
    shown = program.run("mock", "--plain", "--json", typed="7\n")
    document = json.loads(shown.stdout)
    assert document["state"] == "finished"
    assert document["questions"][0]["responses"] == {"answer": "7"}


def test_unreadable_and_empty_answers_are_asked_for_again(
    program: Program,
) -> None:
    right = program.only("number").parts[0].answer.write()
    shown = program.run("mock", "--plain", typed=f"banana\n\n\n{right}\n").stdout
    assert shown.count("Answer: ") == 4
    assert "or skip the question" in shown
    (attempt,) = program.attempts()
    assert attempt.score == 1


def test_resume_without_an_interview_says_what_to_do(program: Program) -> None:
    done = program.run("mock", "--resume")
    assert done.returncode == 1
    assert "Leave out --resume" in done.stderr


def test_json_prints_one_document_and_asks_on_standard_error(program: Program) -> None:
    done = program.run("mock", "--json", "--minutes", "15", "--seed", "1", typed="s\ns\ne\ny\n")
    document = json.loads(done.stdout)
    assert "r read again" in done.stderr
    assert [entry["state"] for entry in document["questions"]] == ["skipped", "skipped", "open"]
    assert document["score"] == 0
    assert {area["name"] for area in document["areas"]} == {
        "concept", "compute", "derive", "debug"
    }  # fmt: skip
    paused = json.loads(program.run("mock", "--json", typed="q\n").stdout)
    assert paused["state"] == "paused"


def test_control_c_pauses(program: Program) -> None:
    terminal = Terminal(program, "mock", "--minutes", "15", rows=40, columns=90)
    terminal.until("e end the interview")
    terminal.type("\x03")
    assert "Paused" in terminal.until("goes on.")
    assert terminal.exit_code() == 0


def test_what_a_text_leaves_out_is_asked_for_and_the_text_continues(program: Program) -> None:
    program.only("short_answer", "key components of a neuron")
    first, more = "It has inputs, each with its own weight.", "A bias is added to the weighted sum."
    shown = program.run("mock", "--plain", typed=answered([first, "", more, "", "none"])).stdout
    asked = shown.partition("The interviewer asks: What is added to the sum?")[2]
    assert asked.index(first) < asked.index("Debrief ·")
    (attempt,) = program.attempts()
    assert attempt.responses["answer"].startswith(f"{first}\n{more}")


def test_a_command_after_an_answer_that_is_still_in_the_line_is_obeyed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Screen, "read", lambda *_: "0.25b")
    screen = Screen(StringIO(), StringIO(), Paint(), edits=True)
    part = Part("answer", "", NumberAnswer(0.5, decimals=2))
    with pytest.raises(BackError):
        ask(screen, part, "", "", {"b": back}, begun="0.25")
