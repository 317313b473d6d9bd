"""A program that uses the API."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from quizapp.accounts import access_tokens, learners
from quizapp.models import Learner, Question, Token
from quizapp.models.token import PRACTISE
from quizapp.web.api.endpoint import ENDPOINTS, Endpoint
from quizapp.web.extensions import db
from tests.web.visitor import LEARNER

NOW = datetime(2026, 1, 2, tzinfo=UTC)


class Program:
    """Sends JSON with a token of the learner with this address."""

    def __init__(
        self, app: Flask, email: str = LEARNER, name: str = "laptop", scope: str = PRACTISE
    ) -> None:
        self.app, self.email = app, email
        self.client = app.test_client(use_cookies=False)
        with app.app_context():
            token, self.secret = access_tokens.make(
                db.session, self.learner(), name, now=NOW, scope=scope
            )
            db.session.commit()
            self.token_id = token.id

    def learner(self) -> Learner:
        found = learners.find(db.session, self.email)
        assert found
        return found

    def send(self, method: str, path: str, json: Any = None) -> TestResponse:
        return self.client.open(
            f"/api/v1{path}", method=method, json=json,
            headers={"Authorization": f"Bearer {self.secret}"},
        )  # fmt: skip

    def get(self, path: str) -> Any:
        answer = self.send("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json

    def put(self, *answers: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
        """Submit answers and return their outcomes."""
        answer = self.send("POST", "/attempts", {"attempts": list(answers), **more})
        assert answer.status_code == 200, answer.text
        assert answer.json
        found: list[dict[str, Any]] = answer.json["outcomes"]
        return found

    def question(self, kind: str, seed: int = 0, **query: object) -> dict[str, Any]:
        """Fetch the question of this type."""
        more = "".join(f"&{name}={value}" for name, value in query.items())
        found: dict[str, Any] = self.get(f"/questions/{self.number(kind)}?seed={seed}{more}")
        return found

    def number(self, kind: str) -> int:
        slug = f"neuron/{kind.replace('_', '-')}"
        with self.app.app_context():
            found = db.session.scalar(select(Question.id).where(Question.slug == slug))
        assert found
        return found

    def begin_everything(self) -> None:
        """Create one of everything from the samples, so that it has the id 1."""
        self.put(answer_to(self.question("number"), "1"))
        for one in ENDPOINTS:
            if makes_something(one):
                self.send(one.method, one.path, sample_of(one))
        self.send("POST", "/interviews/1", {"position": 0, "action": "end"})

    def revoke(self) -> None:
        with self.app.app_context():
            token = db.session.scalars(select(Token).where(Token.id == self.token_id)).one()
            access_tokens.revoke(token, now=NOW)
            db.session.commit()


def makes_something(one: Endpoint) -> bool:
    """Whether it makes something that can be fetched at the same path or one below."""
    looked_at = {other.path for other in ENDPOINTS if other.method == "GET"}
    below = any(path.startswith(f"{one.path}/{{") for path in looked_at)
    kept = (one.method == "PUT" and one.path in looked_at) or (one.method == "POST" and below)
    return kept and "{" not in one.path and one.path != "/me"  # which there is already


def sample_of(one: Endpoint) -> Any:
    """The sample of its body, as shown on the reference page; None if it has none."""
    if one.body is None:
        return None
    samples = one.body.model_json_schema().get("examples")
    assert samples, (
        f"{one.body.__name__} in {one.view.__module__} needs a sample: model_config = sample(…)"
    )
    return samples[0]


def path_of(one: Endpoint) -> str:
    """A path that exists once an answer was sent."""
    path = one.path.replace("{skill}", "neuron").replace("{number}", "1")
    return re.sub(r"{\w+}", "1", path)


def query_of(one: Endpoint) -> str:
    """The required part of its query."""
    schema = one.query.model_json_schema() if one.query else {}
    typed = {"integer": "1", "number": "1", "boolean": "true", "string": "layer"}
    needed = (f"{name}={typed[schema['properties'][name]['type']]}"
              for name in schema.get("required", []))  # fmt: skip
    return "?" + "&".join(needed)


def answer_to(question: dict[str, Any], *typed: str, **more: Any) -> dict[str, Any]:
    """An answer to send, with the responses in order of the parts."""
    names = [part["name"] for part in question["parts"]]
    return {
        "key": uuid.uuid4().hex,
        **{name: question[name] for name in ("question_id", "revision", "seed", "fingerprint")},
        "responses": dict(zip(names, typed, strict=False)),
        **more,
    }
