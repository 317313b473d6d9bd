"""Law for every form with something typed: it comes back until it is accepted."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.web.stale import (
    SECRET,
    STALE,
    begin_another,
    endpoint,
    holding,
    lose_everything,
    post,
    typed_forms,
)
from tests.web.visitor import Visitor


@pytest.mark.parametrize("grow_stale", STALE)
def test_every_form_whose_session_has_ended_comes_back_as_it_was_typed(
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
        assert taken.status_code in (200, 303, 403, 404, 422, 423), where
        seen.add(endpoint(app, where))
    assert seen >= {"practice.answer", "plan.save", "keeping.keep", "keeping.report", "mock.answer",
                    "whiteboard.write", "account.come_in", "account.create", "lab.answer",
                    "bank.create", "bank.save", "mine.rename", "mine.change_password",
                    "mine.change_email", "recovery.reset", "recovery.renew",
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
def test_forms_from_other_sites_are_refused_and_never_shown_again(
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
def test_forms_from_this_site_come_back(visitor: Visitor, headers: dict[str, str]) -> None:
    number = visitor.number("choice")
    answer = visitor.client.post(
        f"/practice/{number}/report", data={"report": "The key is off."}, headers=headers
    )
    assert "The key is off." in answer.text
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert f"/practice/{number}/report" in answer.text


def test_the_form_says_in_whose_name_it_would_be_submitted(ben: Visitor) -> None:
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
