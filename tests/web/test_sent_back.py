"""Forms come back to whoever sent them from this site, and never to other sites."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.web.plugs import begin_another, clear_cookies
from tests.web.visitor import Visitor


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
    clear_cookies(ben)
    ben.page = page
    back = ben.answer("number", answer="0.5")
    assert "aren&#39;t signed in" in back.text
    assert "Your session had ended" in back.text
