"""A form that is sent once more, too late or too often, and one that meets an error of ours."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from quizapp.models import Attempt, Draft, Question
from quizapp.web.extensions import db
from quizapp.web.serving.sizes import MOST_SENT
from tests.web.api.program import Program, answer_to
from tests.web.doors import DOORS, holding
from tests.web.forms import forms
from tests.web.plugs import DATABASES, clear_cookies, close_browser
from tests.web.test_nothing_typed_is_lost import send
from tests.web.visitor import Visitor

NOW = datetime(2026, 1, 2, tzinfo=UTC)
TWICE = {  # door -> what is typed first, what then, and what is said about it
    "single number": ("0.5", "0.7", "You had already answered this"),
    "check in notes": ("1", "2", "You had already answered this"),
    "question of a mock": ("true", "false", "You had left question 2 already"),
    "line on a whiteboard": ("dE/dy = y - t", "dE/dy = t - y", "isn&#39;t on it yet"),
}


@pytest.mark.parametrize("door", TWICE)
def test_the_same_answer_counts_once_and_another_one_comes_back(
    visitor: Visitor, app: Flask, door: str
) -> None:
    app.config["CHANCE"] = random.Random(3)
    where, form = DOORS[door].open(visitor)
    first, second, told = TWICE[door]
    name = form.typed[0].name
    fields = form.sent() | {name: [first]}
    assert [send(visitor, where, fields).status_code for _ in range(2)] == [303, 303]
    back = send(visitor, where, fields | {name: [second]})
    assert back.status_code == 409
    assert told in back.text
    shown = [one for one in forms(back.text) if one.sent().get(name) == [second]]
    assert len(shown) == 1
    assert visitor.attempts() == (door in ("single number", "check in notes"))
    taken = send(visitor, shown[0].action or where, shown[0].sent())
    assert taken.status_code == 303


def test_what_comes_after_the_end_of_an_interview_can_be_copied(visitor: Visitor) -> None:
    where, form = DOORS["question of a mock"].open(visitor)
    visitor.get(where)
    visitor.post(where, action="end", sure="1")
    late = send(visitor, where, form.sent())
    assert late.status_code == 409
    assert "This interview is over" in late.text
    assert form.sent()[form.typed[0].name][0] in late.text


def test_a_half_typed_line_survives_two_clicks_on_hint(visitor: Visitor) -> None:
    where, form = DOORS["line on a whiteboard"].open(visitor)
    fields = form.sent() | {"line": ["dE/dy ="], "action": ["hint"]}
    for _ in range(2):
        visitor.client.post(where, data=fields)
    assert 'value="dE/dy ="' in visitor.get(where).text


def test_the_editor_is_found_as_it_was_left_until_it_is_saved_or_discarded(
    instructor: Visitor,
) -> None:
    where, form = DOORS["edited question"].open(instructor)
    fields = form.sent() | {"note": ["a better title"]}
    sent = [instructor.client.post(f"{where}/draft", data=fields).status_code for _ in range(2)]
    assert sent == [204, 204]
    close_browser(instructor)
    page = instructor.get(where).text
    assert "what you had typed" in page
    assert holding(page, fields, where).sent().items() >= {
        "text": fields["text"], "note": ["a better title"]}.items()  # fmt: skip
    instructor.post(f"{where}/discard")
    assert "what you had typed" not in instructor.get(where).text
    saved = holding(instructor.page.text, fields, where).sent() | {"text": fields["text"]}
    assert send(instructor, where, saved).status_code == 303
    instructor.client.post(f"{where}/draft", data=saved)  # sent before, and arrived late
    assert instructor.ask(select(func.count(Draft.place))) == 0


def test_a_signed_out_instructor_keeps_the_draft(instructor: Visitor) -> None:
    where, form = DOORS["new question"].open(instructor)
    clear_cookies(instructor)
    back = send(instructor, where, form.sent())
    once_more = send(instructor, where, holding(back.text, form.sent(), where).sent())
    assert once_more.status_code == 403
    assert "Sign in in another tab" in once_more.text


def test_a_file_is_asked_for_again(visitor: Visitor) -> None:
    visitor.get("/account/import")
    close_browser(visitor)
    back = visitor.client.post("/account/import", data={"file": (io.BytesIO(b"{}"), "mine.json")})
    assert back.status_code == 400
    assert "Choose your file again" in back.text
    assert 'type="file"' in back.text


@pytest.mark.parametrize("plug", DATABASES)
def test_a_program_is_told_why_nothing_was_stored_and_may_send_it_again(
    app: Flask, plug: str
) -> None:
    program, (refuse, reason) = Program(app), DATABASES[plug]
    answer = answer_to(program.question("number"), "0.5")
    with refuse(app.extensions["sessions"].kw["bind"]):
        refused = program.send("POST", "/attempts", {"attempts": [answer]})
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert reason.replace("&#39;", "'") in refused.json["title"]
    assert [one["outcome"] for one in program.put(answer)] == ["stored"]
    with app.app_context():
        assert db.session.scalar(select(func.count(Attempt.id))) == 1


def test_a_form_that_is_too_large_is_refused_before_anything_is_stored(visitor: Visitor) -> None:
    visitor.open("short_answer")
    answer = visitor.answer("short_answer", answer="x" * MOST_SENT)
    assert answer.status_code == 413
    assert "Go back: what you typed is still there" in answer.text


def test_a_form_that_was_sent_too_often_comes_back(app: Flask) -> None:
    visitor = Visitor(app)
    path = f"/practice/{visitor.number('choice')}/report"
    visitor.post(path, report="the first, which makes a guest of a stranger")
    codes = [visitor.post(path, report="x").status_code for _ in range(30)]
    assert set(codes) == {200}
    visitor.get("/")
    last = visitor.post(path, report="The thirty-first thought.")
    assert last.status_code == 429
    assert "The thirty-first thought." in last.text
    assert "Wait 60 minutes" in last.text


def test_an_unreadable_database_is_reported_and_loses_no_text(app: Flask, visitor: Visitor) -> None:
    visitor.open("short_answer")
    with app.app_context():
        db.session.execute(text("ALTER TABLE learners RENAME TO gone"))
        db.session.commit()
    for answer in (
        visitor.client.get("/practice/1"),
        visitor.answer("short_answer", answer="A long thought."),
    ):
        assert answer.status_code in (200, 503)
    assert answer.status_code == 503
    assert "A long thought." in answer.text
    api = app.test_client().get("/api/v1/me", headers={"Authorization": "Bearer qz_x"})
    assert api.status_code in (401, 503)


def test_an_error_of_ours_loses_no_text(app: Flask) -> None:
    app.config |= {"TESTING": False, "PROPAGATE_EXCEPTIONS": False}
    visitor = Visitor(app)
    app.view_functions["saved.report"] = lambda question_id: 1 / 0
    answer = visitor.post("/practice/1/report", report="A long thought.")
    assert answer.status_code == 500
    assert "A long thought." in answer.text


def test_a_retired_question_stays_available_to_learners_who_had_begun_it(
    app: Flask, visitor: Visitor
) -> None:
    number = visitor.number("short_answer")
    visitor.open("short_answer")
    with app.app_context():
        db.session.get_one(Question, number).retired_at = NOW
        db.session.commit()
    page = visitor.page
    draft = visitor.post(f"/practice/{number}/draft", **visitor.hidden(),
                         **{"answer:answer": "Half a thought."})  # fmt: skip
    assert draft.status_code == 204
    visitor.page = page
    assert "Half a thought." in visitor.open("short_answer").text
    assert Visitor(app).open("short_answer").status_code == 404
    visitor.answer("short_answer", answer="Half a thought.", checked="1")
    assert visitor.attempts() == 1
    assert visitor.open("short_answer").status_code == 404
