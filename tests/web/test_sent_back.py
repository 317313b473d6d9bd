"""The law over every form in which something is typed: it comes back until it has been taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import event, text
from werkzeug.test import TestResponse

from engine import ANSWERS
from quizapp.models import Question
from quizapp.web.extensions import db
from tests.web.browsing import click, sign_in
from tests.web.forms import Form, forms
from tests.web.visitor import Visitor

NOW = datetime(2026, 1, 2, tzinfo=UTC)
SECRET = ("password", "current")
KINDS = (*sorted(ANSWERS), "template", "network")
EMPTY = {"csrf_token"}


def end_session(visitor: Visitor) -> None:
    """The browser was restarted: the cookie that says who it is was kept."""
    visitor.client.delete_cookie("session")


def lose_everything(visitor: Visitor) -> None:
    end_session(visitor)
    visitor.client.delete_cookie("remember_token")


def begin_another(visitor: Visitor) -> None:
    """Another tab was opened after a restart."""
    end_session(visitor)
    visitor.client.get("/sign-in")


def change_secret(visitor: Visitor) -> None:
    visitor.app.secret_key = "another"


def sign_out_elsewhere(visitor: Visitor) -> None:
    visitor.get("/")
    visitor.post("/sign-out")


STALE = (end_session, lose_everything, begin_another, change_secret, sign_out_elsewhere)


def pages(visitor: Visitor) -> Iterator[tuple[str, str]]:
    """Every kind of page on which something can be typed: where it is, and what it says."""

    def seen(path: str) -> tuple[str, str]:
        return path, visitor.get(path).text

    for kind in KINDS:
        yield seen(f"/practice/{visitor.number(kind)}?seed=5")
    for path in ("/plan", "/notes/neuron", "/sign-in", "/sign-up", "/whiteboard", "/bank/new",
                 "/lab/exercise?hidden=2&step=20", "/account", "/account/delete",
                 "/account/tokens", f"/bank/{visitor.number('number')}/edit"):  # fmt: skip
        yield seen(path)
    visitor.get("/")
    board = visitor.post("/whiteboard", follow=False, question=visitor.number("network"), seed=7)
    yield seen(board.location)
    visitor.get("/")
    interview = visitor.post("/mock", follow=False, minutes=15).location
    yield seen(interview)
    visitor.post(interview, position=0, action="skip")
    yield seen(interview)
    number = visitor.number("short_answer")
    visitor.open("short_answer")
    yield f"/practice/{number}", visitor.answer("short_answer", answer="It shifts.").text


def typed_forms(visitor: Visitor) -> Iterator[tuple[str, Form]]:
    """The address of every form with something to type, and the form, filled in."""
    for path, page in pages(visitor):
        for form in forms(page):
            where = form.action or path
            if form.typed:
                form.fill()
                yield where, form


def endpoint(app: Flask, path: str) -> str:
    return str(app.url_map.bind("").match(urlsplit(path).path, method="POST")[0])


def holding(page: str, sent: dict[str, list[str]], where: str) -> Form:
    """The form of that page which goes where it went and holds what was typed."""
    here = [form for form in forms(page) if urlsplit(form.action or where).path
            == urlsplit(where).path and form.sent().keys() & sent.keys() - EMPTY]  # fmt: skip
    assert here, f"{where} is on no form of the page that came back"
    return here[0]


def post(visitor: Visitor, where: str, fields: dict[str, list[str]]) -> TestResponse:
    return visitor.client.post(where, data={**fields, "action": "answer"})


@pytest.mark.parametrize("grow_stale", STALE)
def test_every_form_whose_session_is_gone_comes_back_as_it_was_typed(
    instructor: Visitor, grow_stale: Callable[[Visitor], None]
) -> None:
    app, found = instructor.app, list(typed_forms(instructor))
    cookies = instructor.cookies()
    seen = set()
    for where, form in found:
        instructor.app.secret_key = "test"
        instructor.come_back(cookies)
        grow_stale(instructor)
        sent = form.sent()
        back = post(instructor, where, sent)
        assert back.status_code == 400, where
        assert "nothing has been submitted yet" in back.text
        again = holding(back.text, sent, where)
        held = again.sent()
        for control in form.typed:
            expected = [""] if control.name in SECRET else sent.get(control.name)
            assert held.get(control.name) == expected, (where, control)
        assert held["csrf_token"] != sent["csrf_token"]
        taken = post(instructor, where, held)
        assert "nothing has been submitted yet" not in taken.text, where
        assert taken.status_code in (200, 303, 403, 404, 422), where
        seen.add(endpoint(app, where))
    assert seen >= {"practice.answer", "plan.save", "keeping.keep", "keeping.report", "mock.answer",
                    "whiteboard.write", "account.come_in", "account.create", "lab.answer",
                    "bank.create", "bank.save", "mine.rename", "mine.change_password",
                    "mine.delete", "tokens.create", "whiteboard.start"}  # fmt: skip


def posts(app: Flask) -> list[str]:
    return [re.sub(r"<[^>]*>", "1", rule.rule) for rule in app.url_map.iter_rules()
            if "POST" in (rule.methods or ()) and not rule.endpoint.startswith("api.")]  # fmt: skip


def test_no_address_that_takes_a_form_swallows_a_text(visitor: Visitor) -> None:
    """Also where the page behind it is not there, or somebody else's."""
    for where in posts(visitor.app):
        names = ("answer:answer", "text", "line", "email", "day")
        form = dict.fromkeys(names, "a long thought")
        answer = visitor.client.post(where, data=form)
        assert answer.status_code == 400, where
        assert "a long thought" in answer.text, where
        assert 'name="csrf_token"' in answer.text, where


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Referer": "https://elsewhere.example/localhost"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
)
def test_what_another_site_sends_is_refused_and_never_offered(
    instructor: Visitor, headers: dict[str, str]
) -> None:
    for where in posts(instructor.app):
        form = {"report": "a forged text", "csrf_token": "forged"}
        answer = instructor.client.post(where, data=form, headers=headers)
        assert answer.status_code == 400, where
        assert "another site" in answer.text
        assert "a forged text" not in answer.text


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}]
)
def test_what_this_site_sends_comes_back(visitor: Visitor, headers: dict[str, str]) -> None:
    number = visitor.number("choice")
    answer = visitor.client.post(
        f"/practice/{number}/report", data={"report": "The key is off."}, headers=headers
    )
    assert "The key is off." in answer.text
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert f"/practice/{number}/report" in answer.text


def test_it_says_in_whose_name_it_would_be_sent(ben: Visitor) -> None:
    ben.open("number")
    page = ben.page
    begin_another(ben)
    ben.page = page
    back = ben.answer("number", answer="0.5")
    assert "signed in as Ben" in back.text
    assert "earlier session" in back.text
    lose_everything(ben)
    ben.page = page
    back = ben.answer("number", answer="0.5")
    assert "aren&#39;t signed in" in back.text
    assert "Your session had ended" in back.text


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


def test_an_instructor_who_was_signed_out_keeps_the_draft(instructor: Visitor) -> None:
    form = next(one for one in forms(instructor.get("/bank/new").text) if one.typed)
    lose_everything(instructor)
    fields = form.sent() | {"text": ["title = 'A day of work'"]}
    back = post(instructor, "/bank/new", fields)
    once_more = post(instructor, "/bank/new", holding(back.text, fields, "/bank/new").sent())
    assert once_more.status_code == 403
    assert "Sign in in another tab" in once_more.text
    assert "A day of work" in once_more.text


def test_a_form_that_came_too_often_comes_back(app: Flask) -> None:
    visitor = Visitor(app)
    path = f"/practice/{visitor.number('choice')}/report"
    codes = [visitor.post(path, report="x").status_code for _ in range(30)]
    assert set(codes) == {200}
    visitor.get("/")
    last = visitor.post(path, report="The thirty-first thought.")
    assert last.status_code == 429
    assert "The thirty-first thought." in last.text
    assert "Wait a minute" in last.text


def test_an_interview_that_is_somebody_elses_now_gives_the_text_back(visitor: Visitor) -> None:
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
    """No connection waits for a lock from now on."""
    event.listen(engine, "checkout", lambda one, *_: one.execute("PRAGMA busy_timeout = 0"))


def test_a_database_that_cannot_even_be_read_is_told_and_loses_no_text(
    app: Flask, visitor: Visitor
) -> None:
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
    app.view_functions["keeping.report"] = lambda question_id: 1 / 0
    answer = visitor.post("/practice/1/report", report="A long thought.")
    assert answer.status_code == 500
    assert "A long thought." in answer.text


def test_a_question_retired_meanwhile_stays_with_whoever_had_begun(
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
    click(page, "Answer")
    if page.get_by_text("nothing has been submitted yet").is_visible():
        expect(page.get_by_role("textbox", name="Your answer")).to_have_value(
            "A text of some length."
        )
        click(page, "Answer")
    expect(page.get_by_text("Compare honestly")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value("A text of some length.")


def test_a_draft_with_an_old_token_is_kept_all_the_same(page: Page, address: str, number) -> None:
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
    click(page, "Answer")
    expect(page.get_by_text("You aren't signed in")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value("0.5")
