"""A browser without JavaScript."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from quizapp.models import Attempt, Learner, Question
from quizapp.web.extensions import db

INSTRUCTOR, LEARNER, PASSWORD = "ada@example.org", "ben@example.org", "four plain words here"


class Visitor:
    """Keeps cookies, and sends forms with the hidden fields of the last page."""

    def __init__(self, app: Flask, start: str = "/") -> None:
        self.app, self.start = app, start
        self.client: FlaskClient = app.test_client()
        self._page: TestResponse | None = None

    @property
    def page(self) -> TestResponse:
        """The last page; at first that of `start`, fetched only for who looks at it."""
        return self._page or self.get(self.start)

    @page.setter
    def page(self, page: TestResponse) -> None:
        self._page = page

    def get(self, path: str) -> TestResponse:
        self.page = self.client.get(path)
        return self.page

    def post(self, path: str, follow: bool = True, **fields: object) -> TestResponse:
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.page.text)
        assert token, "the last page has no form"
        data = {"csrf_token": token[1], **fields}
        answer = self.client.post(path, data=data, follow_redirects=follow)
        if "text/html" in answer.content_type and "csrf_token" in answer.text:
            self.page = answer
        return answer

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the current question."""
        found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.page.text)
        return {name: value for name, value in found if name != "csrf_token"}

    def open(self, kind: str, seed: int = 0) -> TestResponse:
        """Open the question of this type."""
        return self.get(f"/practice/{self.number(kind)}?seed={seed}")

    def answer(self, kind: str, follow: bool = True, **fields: object) -> TestResponse:
        """Answer the current question; `answer` is its blank, others are named in full."""
        if "answer" in fields:
            fields["answer:answer"] = fields.pop("answer")
        data = {"action": "answer"} | self.hidden() | fields
        return self.post(f"/practice/{self.number(kind)}", follow, **data)

    def sign_in(self, email: str) -> TestResponse:
        self.get("/sign-in")
        return self.post("/sign-in", email=email, password=PASSWORD)

    def cookies(self) -> dict[str, str]:
        kept = {name: self.client.get_cookie(name) for name in ("session", "remember_token")}
        return {name: cookie.value for name, cookie in kept.items() if cookie}

    def come_back(self, cookies: dict[str, str]) -> None:
        """Restart the browser with the cookies that it kept."""
        for name, value in cookies.items():
            self.client.set_cookie(name, value)
        self._page = None

    def number(self, kind: str) -> int:
        return number_of(self.app, kind)

    def attempts(self) -> int:
        return int(self.ask(select(func.count(Attempt.id))))

    def learners(self) -> int:
        return int(self.ask(select(func.count(Learner.id))))

    def ask(self, query: Any) -> Any:
        return ask(self.app, query)


def ask(app: Flask, query: Any) -> Any:
    """One value from the database."""
    with app.app_context():
        return db.session.scalar(query)


def number_of(app: Flask, kind: str) -> int:
    """The number of the question of that type."""
    slug = f"neuron/{kind.replace('_', '-')}"
    return int(ask(app, select(Question.id).where(Question.slug == slug)))
