"""What was typed survives an ended session, a locked database, and errors of ours."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import event, text

from quizapp.models import Question
from quizapp.web.extensions import db
from tests.web.browsing import click, sign_in
from tests.web.forms import forms
from tests.web.stale import (
    NOW,
    end_session,
    holding,
    lose_everything,
    post,
)
from tests.web.visitor import Visitor


def test_a_question_comes_back_on_its_own_page_and_is_then_marked(visitor: Visitor) -> None:
    visitor.open("network", seed=5)
    end_session(visitor)
    back = visitor.answer("network", **{"answer:value.h[1]": "0.123", "answer:grad.z2[0]": "bad"})
    assert "Propagate the input forward" in back.text
    assert 'name="answer:value.h[1]" value="0.123"' in back.text
    assert visitor.attempts() == 0
    visitor.page = back
    marked = visitor.answer("network", action="blank", **{"answer:value.h[1]": "0.123"})
    assert marked.status_code == 200
    assert visitor.attempts() == 1


def test_points_ticked_on_a_rubric_come_back_ticked(visitor: Visitor) -> None:
    visitor.open("short_answer")
    visitor.answer("short_answer", answer="It shifts.")
    end_session(visitor)
    fields = {"checked": "1", "point": "1"}
    back = visitor.answer("short_answer", answer="It shifts.", **fields).text
    assert re.search(r'name="point" value="1"[^>]* checked', back)
    assert "It shifts." in back


def test_a_signed_out_instructor_keeps_the_draft(instructor: Visitor) -> None:
    form = next(one for one in forms(instructor.get("/bank/new").text) if one.typed)
    lose_everything(instructor)
    fields = form.sent() | {"text": ["title = 'A day of work'"]}
    back = post(instructor, "/bank/new", fields)
    once_more = post(instructor, "/bank/new", holding(back.text, fields, "/bank/new").sent())
    assert once_more.status_code == 403
    assert "Sign in in another tab" in once_more.text
    assert "A day of work" in once_more.text


def test_a_form_that_was_sent_too_often_comes_back(app: Flask) -> None:
    visitor = Visitor(app)
    path = f"/practice/{visitor.number('choice')}/report"
    codes = [visitor.post(path, report="x").status_code for _ in range(30)]
    assert set(codes) == {200}
    visitor.get("/")
    last = visitor.post(path, report="The thirty-first thought.")
    assert last.status_code == 429
    assert "The thirty-first thought." in last.text
    assert "Wait a minute" in last.text


def test_an_interview_of_another_learner_gives_the_text_back(visitor: Visitor) -> None:
    visitor.get("/")
    visitor.post("/mock", minutes=15)
    lose_everything(visitor)
    visitor.get("/")
    gone = visitor.post("/mock/1", position=0, action="answer", **{"answer:answer": "My answer."})
    assert gone.status_code == 404
    assert "My answer." in gone.text


def test_a_locked_database_loses_no_text(app: Flask, visitor: Visitor) -> None:
    visitor.open("short_answer")
    visitor.answer("short_answer", answer="x")  # there is a guest
    page = visitor.open("short_answer")
    with app.app_context():
        engine = db.session.get_bind()
    with engine.connect() as other:
        other.execute(text("BEGIN IMMEDIATE"))
        visitor.page = page
        at_once(engine)
        busy = visitor.answer("short_answer", answer="A long thought.", action="blank",
                              checked="1")  # fmt: skip
        other.rollback()
    assert busy.status_code == 503
    assert busy.headers["Retry-After"]
    assert "A long thought." in busy.text
    assert "nothing has been saved" in busy.text
    visitor.page = busy
    done = visitor.answer("short_answer", answer="A long thought.", action="blank", checked="1")
    assert done.status_code == 200
    assert visitor.attempts() == 1


def at_once(engine: Any) -> None:
    """Let no connection wait for a lock."""
    event.listen(engine, "checkout", lambda one, *_: one.execute("PRAGMA busy_timeout = 0"))


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
        assert "busy" not in answer.text
    assert answer.status_code == 503
    assert "A long thought." in answer.text
    api = app.test_client().get("/api/v1/me", headers={"Authorization": "Bearer qz_x"})
    assert api.status_code in (401, 503)


def test_an_error_of_ours_loses_no_text(app: Flask) -> None:
    app.config |= {"TESTING": False, "PROPAGATE_EXCEPTIONS": False}
    visitor = Visitor(app)
    app.view_functions["keeping.report"] = lambda question_id: 1 / 0
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


def test_a_restored_tab_keeps_what_is_typed_in_a_browser(page: Page, address: str, number) -> None:
    sign_in(page, address)
    page.goto(f"{address}/practice/{number('short_answer')}")
    page.context.clear_cookies(name="session")
    page.get_by_role("textbox", name="Your answer").fill("A text of some length.")
    click(page, "Submit")
    if page.get_by_text("nothing has been submitted yet").is_visible():
        expect(page.get_by_role("textbox", name="Your answer")).to_have_value(
            "A text of some length."
        )
        click(page, "Submit")
    expect(page.get_by_text("Which of these points did you make")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value("A text of some length.")


def test_a_draft_with_an_old_token_is_kept_anyway(page: Page, address: str, number) -> None:
    path = f"{address}/practice/{number('number')}"
    page.goto(path)
    page.context.clear_cookies(name="session")
    with page.expect_response(lambda said: "/draft" in said.url and said.status == 204):
        page.get_by_role("textbox", name="Your answer").fill("0.5")
    page.goto(path)
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value("0.5")


def test_a_page_of_somebody_who_signed_out_keeps_no_draft_for_the_next(
    page: Page, address: str, number
) -> None:
    sign_in(page, address)
    page.goto(f"{address}/practice/{number('number')}")
    page.context.clear_cookies()
    with page.expect_response(lambda said: "/offline/who" in said.url):
        page.get_by_role("textbox", name="Your answer").fill("0.5")
    click(page, "Submit")
    expect(page.get_by_text("You aren't signed in")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value("0.5")
