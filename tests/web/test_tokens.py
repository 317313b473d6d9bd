"""Making and revoking personal tokens on the web."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.accounts import access_tokens, learners
from quizapp.models import Token
from quizapp.web.extensions import db
from tests.web.visitor import INSTRUCTOR, LEARNER, Visitor

PAGE = "/account/tokens"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def ben(visitor: Visitor) -> Visitor:
    visitor.sign_in(LEARNER)
    visitor.get(PAGE)
    return visitor


def make(visitor: Visitor, name: str = "laptop") -> str:
    """The secret of a new token."""
    visitor.get(PAGE)
    found = re.search(r'value="(qz_[\w.-]+)"', visitor.post(PAGE, name=name).text)
    assert found
    return found[1]


def opens(app: Flask, secret: str) -> bool:
    answer = app.test_client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    return answer.status_code == 200


def test_a_token_is_shown_once_and_only_its_digest_is_kept(ben: Visitor) -> None:
    secret = make(ben)
    assert opens(ben.app, secret)
    assert secret not in ben.get(PAGE).text
    assert ben.ask(select(Token.digest)) == access_tokens.digest(secret)
    with ben.client.session_transaction() as kept:
        assert secret not in repr(dict(kept))


def test_its_last_use_is_shown(ben: Visitor) -> None:
    secret = make(ben)
    assert "not used yet" in ben.get(PAGE).text
    opens(ben.app, secret)
    assert "last used" in ben.get(PAGE).text


def test_a_revoked_token_is_gone_and_no_longer_works(ben: Visitor) -> None:
    secret = make(ben)
    number = ben.ask(select(Token.id))
    page = ben.post(f"{PAGE}/{number}/revoke").text
    assert "laptop is revoked" in page
    assert "1 token" not in page
    assert not opens(ben.app, secret)


def test_nobody_revokes_the_token_of_somebody_else(ben: Visitor) -> None:
    secret = make(ben)
    other = Visitor(ben.app)
    other.sign_in(INSTRUCTOR)
    other.get(PAGE)
    assert other.post(f"{PAGE}/{ben.ask(select(Token.id))}/revoke").status_code == 404
    assert opens(ben.app, secret)


def test_a_guest_is_asked_to_sign_up_first(visitor: Visitor) -> None:
    page = visitor.get(PAGE).text
    assert "Tokens belong to accounts" in page
    visitor.get("/")
    answer = visitor.post(PAGE, follow=False, name="laptop")
    assert answer.location.startswith("/sign-up?next=/account/tokens")
    assert visitor.ask(select(Token.id)) is None


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_token_without_a_name_of_sensible_length_is_refused(ben: Visitor, name: str) -> None:
    page = ben.post(PAGE, name=name)
    assert page.status_code == 422
    assert "Name it after where" in page.text


def test_the_number_of_tokens_is_limited(app: Flask) -> None:
    with app.app_context():
        account = learners.find(db.session, LEARNER)
        assert account
        for n in range(access_tokens.MOST):
            access_tokens.make(db.session, account, str(n), now=NOW)
        with pytest.raises(access_tokens.TokenError, match="Revoke one"):
            access_tokens.make(db.session, account, "one more", now=NOW)
        access_tokens.revoke(access_tokens.working(db.session, account, now=NOW)[0], now=NOW)
        access_tokens.make(db.session, account, "one more", now=NOW)


def test_a_token_does_what_it_was_made_for_as_long_as_it_was_made_for(ben: Visitor) -> None:
    page = ben.post(PAGE, name="board", scope="read", days=30)
    cookies = "".join(page.headers.getlist("Set-Cookie"))
    (secret,) = re.findall(r'value="(qz_[\w.-]+)"', page.text)
    assert "token" not in cookies, "it never travels in one"
    assert "only reads, works until" in ben.get(PAGE).text
    client, head = ben.app.test_client(), {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/me", headers=head).status_code == 200
    refused = client.post("/api/v1/attempts", headers=head, json={"attempts": []})
    assert (refused.status_code, refused.json["title"]) == (403, "This token may only read")
    with ben.app.app_context():
        now = datetime.now(UTC)
        assert access_tokens.find(db.session, secret, now=now + timedelta(days=29))
        assert access_tokens.find(db.session, secret, now=now + timedelta(days=31)) is None
    for wrong in ({"scope": "all"}, {"days": 7}):
        assert ben.post(PAGE, name="x", **wrong).status_code == 422
