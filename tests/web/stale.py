"""Sessions that end while somebody is typing, and the forms that come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from engine import ANSWERS
from tests.web.forms import Form, forms
from tests.web.visitor import Visitor

NOW = datetime(2026, 1, 2, tzinfo=UTC)
SECRET = ("password", "current")
KINDS = (*sorted(ANSWERS), "template", "network")
EMPTY = {"csrf_token"}


def end_session(visitor: Visitor) -> None:
    """Restart the browser, which keeps only the sign-in cookie."""
    visitor.client.delete_cookie("session")


def lose_everything(visitor: Visitor) -> None:
    end_session(visitor)
    visitor.client.delete_cookie("remember_token")


def begin_another(visitor: Visitor) -> None:
    """Open another tab after a restart."""
    end_session(visitor)
    visitor.client.get("/sign-in")


def change_secret(visitor: Visitor) -> None:
    visitor.app.secret_key = "another"


def sign_out_elsewhere(visitor: Visitor) -> None:
    visitor.get("/")
    visitor.post("/sign-out")


STALE = (end_session, lose_everything, begin_another, change_secret, sign_out_elsewhere)


def pages(visitor: Visitor) -> Iterator[tuple[str, str]]:
    """Address and text of every kind of page with something to type."""

    def seen(path: str) -> tuple[str, str]:
        return path, visitor.get(path).text

    for kind in KINDS:
        yield seen(f"/practice/{visitor.number(kind)}?seed=5")
    for path in ("/plan", "/notes/neuron", "/sign-in", "/sign-up", "/whiteboard", "/bank/new",
                 "/lab/exercise?hidden=2&step=20", "/account", "/account/delete",
                 "/account/tokens", "/account/email", "/account/codes", "/sign-in/forgotten",
                 f"/bank/{visitor.number('number')}/edit"):  # fmt: skip
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
    """Every form with something to type, filled in, with its address."""
    for path, page in pages(visitor):
        for form in forms(page):
            where = form.action or path
            if form.typed:
                form.fill()
                yield where, form


def endpoint(app: Flask, path: str) -> str:
    return str(app.url_map.bind("").match(urlsplit(path).path, method="POST")[0])


def holding(page: str, sent: dict[str, list[str]], where: str) -> Form:
    """The form on a page that has the same address and holds what was typed."""
    here = [form for form in forms(page) if urlsplit(form.action or where).path
            == urlsplit(where).path and form.sent().keys() & sent.keys() - EMPTY]  # fmt: skip
    assert here, f"{where} is on no form of the page that came back"
    return here[0]


def post(visitor: Visitor, where: str, fields: dict[str, list[str]]) -> TestResponse:
    return visitor.client.post(where, data={**fields, "action": "answer"})
