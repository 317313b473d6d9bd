"""Progress, the plan, today's list, study pages, the search and packs through the API."""

from __future__ import annotations

import json

from flask import Flask

from engine.exercise.question import Question as Read
from quizapp.bank.load import read_question
from quizapp.web.question.draft_question import STARTS
from tests.web.api.program import Program, answer_to
from tests.web.visitor import Visitor


def test_progress_counts_what_was_answered(program: Program) -> None:
    assert program.get("/progress")["accuracy"] is None
    program.put(answer_to(program.question("number"), "3"))
    found = program.get("/progress")
    assert (found["attempts"], found["accuracy"]) == (1, 0.0)
    assert found["mistakes"][0]["verdicts"][0][:2] == ["answer", "wrong"]


def test_a_plan_can_be_made_read_and_followed(program: Program) -> None:
    assert program.send("GET", "/plan").status_code == 404
    said = {"interview_on": "2099-05-01", "skills": ["neuron"], "minutes_a_day": 30,
            "time_zone": "Europe/Berlin"}  # fmt: skip
    assert program.send("PUT", "/plan", said).json == said == program.get("/plan")
    agenda = program.get("/agenda")
    assert agenda["interview_on"] == agenda["day"] == "2099-05-01"
    assert [task["skill"] for task in agenda["tasks"]] == ["neuron"]


def test_an_invalid_plan_is_refused_with_advice(program: Program) -> None:
    for stray, pointer in (
        ({"interview_on": "2001-01-01"}, "/interview_on"),
        ({"time_zone": "Nowhere"}, "/time_zone"),
        ({"minutes_a_day": 1}, "/minutes_a_day"),
    ):
        answer = program.send("PUT", "/plan", stray)
        assert answer.status_code == 422
        assert answer.json
        assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_study_pages_can_be_read_and_searched(app: Flask, program: Program) -> None:
    assert any(note["skill"] == "neuron" for note in program.get("/notes")["notes"])
    sections = program.get("/notes/neuron")["sections"]
    assert {"heading", "text", "check"} <= {section["kind"] for section in sections}
    assert program.send("GET", "/notes/nothing").status_code == 404
    hits = program.get("/search?q=network")["hits"]
    assert {hit["kind"] for hit in hits} == {"note", "question"}


def test_a_pack_holds_questions_in_use_with_valid_proofs(program: Program) -> None:
    pack = program.get("/pack")
    assert {question["slug"] for question in pack["questions"]} >= {"neuron/network"}
    for question in pack["questions"]:
        read = read_question(question["text"])
        assert isinstance(read, Read)
        assert read.exercise(0).fingerprint == question["proof"]
    assert [skill["skill"] for skill in pack["skills"]] == ["neuron", "empty"]


def test_a_small_pack_holds_what_is_due_longest(program: Program) -> None:
    everything = program.get("/pack")["questions"]
    answered = everything[0]
    named = {name: answered[name] for name in ("question_id", "revision")}
    program.put(named | {"key": "answered", "responses": {}, "leave_blank": True})
    rest = program.get(f"/pack?count={len(everything) - 1}")["questions"]
    assert answered["slug"] not in {question["slug"] for question in rest}


def test_an_old_revision_can_be_fetched_to_explain_an_old_attempt(
    program: Program, instructor: Visitor
) -> None:
    before = program.question("number")
    text = STARTS["number"].replace("A short title", "Another title")
    edit = f"/bank/{before['question_id']}/edit"
    instructor.post(edit, action="save", text=text, base=1, note="clearer")
    after = program.question("number")
    assert (before["title"], after["title"]) == ("A short title", "Another title")
    found = program.get(f"/pack?revisions={before['revision']},{after['revision']}")["questions"]
    assert [one["in_use"] for one in found] == [False, True]
    assert program.send("GET", "/pack?revisions=x").status_code == 422


def test_a_token_can_revoke_itself(program: Program) -> None:
    assert program.send("DELETE", "/me/token").status_code == 204
    answer = program.send("GET", "/me")
    assert answer.status_code == 401
    assert "Nothing is lost" in json.loads(answer.data)["detail"]
