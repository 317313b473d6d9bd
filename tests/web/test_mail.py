"""Addresses are claimed by links, which are mailed, or printed for who runs the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from quizapp.accounts import access_tokens, claims, learners, recovery
from quizapp.commands import main
from quizapp.models import Learner
from quizapp.web.extensions import db
from tests.web.mailbox import Mailbox, mailbox
from tests.web.test_mine import is_in
from tests.web.visitor import LEARNER, PASSWORD, Visitor, ask

SITE = "https://quiz.example.org"
NEW = "new@example.org"
GOOD = "another good one"
SECRET = "a secret of this test"


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """The letters of a site that sends mail."""
    with mailbox() as server:
        monkeypatch.setenv("QUIZAPP_MAIL_SERVER", server.address)
        monkeypatch.setenv("QUIZAPP_MAIL_FROM", "quiz@example.org")
        monkeypatch.setenv("QUIZAPP_PUBLIC_ADDRESS", SITE)
        yield server


def claimed(app: Flask, email: str) -> bool:
    return ask(app, select(Learner.claimed_at).where(Learner.email == email)) is not None


def shape(came: Any, *words: str) -> tuple[int, str]:
    """What an answer looks like, apart from the address and the tokens."""
    text = re.sub(r'nonce="[^"]*"|value="[^"]*"', "", came.text)
    for word in words:
        text = text.replace(word, "")
    return came.status_code, text


def test_nobody_learns_from_signing_up_or_a_forgotten_password_whether_an_address_is_known(
    app: Flask, post: Mailbox
) -> None:
    for page, path in (("/sign-up", "/sign-up"), ("/sign-in/forgotten", "/sign-in/forgotten/link")):
        answers = set()
        for email in (LEARNER, NEW):
            browser = Visitor(app)
            browser.get(page)
            answers.add(shape(browser.post(path, email=email), email))
            to, text, link = post.latest()
            assert to == email
            assert link.startswith("/sign-in/forgotten?code=" if email == LEARNER else "/sign-up?")
            assert ("have an account at" in text) is (email == LEARNER)
        assert len(answers) == 1, page
    assert not claimed(app, NEW)
    browser = Visitor(app)
    browser.get("/sign-in/forgotten")
    post.broken = True
    refused = {shape(browser.post(path, email=email), email) for email in (LEARNER, NEW)}
    assert len(refused) == 1
    assert "could not be sent" in refused.pop()[1]


def test_a_guest_signs_up_by_the_link_in_the_letter(app: Flask, post: Mailbox) -> None:
    guest = Visitor(app)
    guest.open("number")
    guest.answer("number", answer="3")
    guest.get("/sign-up")
    guest.post("/sign-up", email=NEW)
    link = post.latest()[2]
    assert NEW in guest.get(link).text
    fields = {"password": PASSWORD, "name": "New", "email": "another@example.org"}
    refused = guest.post("/sign-up", **{**fields, **guest.hidden(), "password": "short"})
    assert refused.status_code == 422
    guest.post("/sign-up", **fields, **guest.hidden())
    assert is_in(guest)
    assert claimed(app, NEW), "not the address in the form"
    assert len(guest.client.get("/account/export/json").json["attempts"]) == 1
    other = Visitor(app)
    other.get(link)
    assert "already has an account" in other.post("/sign-up", **fields, **other.hidden()).text


def test_who_owns_an_address_takes_over_the_account_that_somebody_else_made_with_it(
    app: Flask, post: Mailbox
) -> None:
    squatter, owner = Visitor(app), Visitor(app)
    squatter.sign_in(LEARNER)
    with app.app_context():
        account = learners.find(db.session, LEARNER)
        assert account
        now = datetime.now(UTC)
        code, *_ = recovery.make_codes(db.session, account, now=now)
        _, secret = access_tokens.make(db.session, account, "laptop", now=now)
        db.session.commit()
    owner.get("/sign-in/forgotten")
    owner.post("/sign-in/forgotten/link", email=LEARNER)
    owner.get(post.latest()[2])
    owner.post("/sign-in/forgotten", password=GOOD, code=post.latest()[2].partition("=")[2])
    assert is_in(owner)
    assert claimed(app, LEARNER)
    assert not is_in(squatter)
    squatter.get("/sign-in/forgotten")
    assert squatter.post("/sign-in/forgotten", code=code, password=GOOD).status_code == 422
    with app.app_context():
        assert access_tokens.find(db.session, secret, now=now) is None


def test_an_address_changes_when_its_link_is_opened_by_the_account_that_asked(
    app: Flask, post: Mailbox, ben: Visitor, instructor: Visitor
) -> None:
    assert "or confirm it" in ben.get("/account").text
    ben.get("/account/email")
    assert ben.post("/account/email", email=NEW, password="guessed").status_code == 422
    ben.post("/account/email", email=NEW, password=PASSWORD)
    assert ask(app, select(Learner.id).where(Learner.email == NEW)) is None
    link = post.latest()[2]
    path, _, key = link.partition("?key=")
    foreign = instructor.get(link)
    assert (foreign.status_code, "for another account" in foreign.text) == (200, True)
    instructor.get("/account")
    assert instructor.post(path, key=key).status_code == 422
    assert Visitor(app).get(link).location.startswith("/sign-in?next=")
    ben.get(link)
    assert "Confirmed" in ben.post(path, key=key).text
    assert claimed(app, NEW)
    assert "or confirm it" not in ben.get("/account").text


def test_a_link_lasts_a_day_and_cannot_be_made_up() -> None:
    now = datetime.now(UTC)
    key = claims.make_key(SECRET, NEW, now=now)
    found = claims.read_key(SECRET, key, now=now + timedelta(hours=23))
    assert found
    assert found.email == NEW
    assert claims.read_key(SECRET, key, now=now + timedelta(hours=25)) is None
    for made_up in (key[:-1], claims.make_key("another", NEW, now=now), "", "ü", "W10.x"):
        assert claims.read_key(SECRET, made_up, now=now) is None


def test_without_mail_an_invitation_is_printed_and_no_address_is_told(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.config["SECRET_KEY"] = SECRET
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", SECRET)
    monkeypatch.setenv("QUIZAPP_SIGN_UP", "invited")
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", app.config["DATABASE_URL"])
    browser = Visitor(app)
    assert "need an invitation" in browser.get("/sign-up").text
    browser.get("/sign-in")
    refused = {
        shape(browser.post("/sign-up", email=email, password=PASSWORD)) for email in (LEARNER, NEW)
    }
    assert [code for code, _ in refused] == [422]
    run = CliRunner().invoke
    assert "has an account already" in run(main, ["account", "invite", LEARNER]).output
    link = run(main, ["account", "invite", NEW, "--at", SITE]).stdout.strip().splitlines()[-1]
    browser.get(link.removeprefix(SITE))
    browser.post("/sign-up", password=PASSWORD, **browser.hidden())
    assert is_in(browser)
    assert claimed(app, NEW)
