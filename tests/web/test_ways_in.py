"""Whose a guest's answers are, getting back in without the password, and another address."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from flask import Flask

from quizapp.commands import main
from tests.web.test_mine import answer, is_in
from tests.web.visitor import LEARNER, PASSWORD, Visitor

NEW = {"email": "new@example.org", "password": PASSWORD, "name": "New"}
CODE = re.compile(r"<code>((?:\w{4}-){3}\w{4})</code>")
OTHER = "another good one"


@pytest.fixture
def known(ben: Visitor) -> Visitor:
    """Ben, who has practised before."""
    answer(ben)
    return ben


def codes(known: Visitor) -> list[str]:
    known.get("/account/codes")
    return CODE.findall(known.post("/account/codes", password=PASSWORD).text)


def recover(app: Flask, code: str, password: str = OTHER) -> tuple[Visitor, int, str]:
    """A new browser, and the status and the text that it gets for the code."""
    browser = Visitor(app)
    browser.get("/sign-in/forgotten")
    came = browser.post("/sign-in/forgotten", code=code, password=password)
    return browser, came.status_code, came.text


def test_a_guests_answers_are_added_only_to_who_says_so(app: Flask, known: Visitor) -> None:
    shared = Visitor(app)
    answer(shared, seed=1)
    asked = shared.sign_in(LEARNER)
    assert "You answered 1 question here as a guest. Is it yours?" in asked.text
    later = shared.get("/plan").text
    assert "/sign-in/guest?next=/plan" in later, "they can be found until it is decided"
    shared.post("/sign-in/guest", action="leave")
    assert "/sign-in/guest" not in shared.get("/plan").text
    assert "/sign-in/guest" in shared.get("/account").text
    assert len(shared.client.get("/account/export/json").json["attempts"]) == 1, "only Ben's own"
    shared.post("/sign-out")
    assert len(shared.client.get("/account/export/json").json["attempts"]) == 1, "the guest is back"
    shared.sign_in(LEARNER)
    shared.post("/sign-in/guest", action="add")
    assert len(shared.client.get("/account/export/json").json["attempts"]) == 2
    shared.post("/sign-out")
    assert shared.client.get("/account/export/json").status_code == 404


def test_a_guest_without_answers_is_not_asked(app: Flask) -> None:
    browser = Visitor(app)
    browser.post("/practice")
    browser.get("/sign-in")
    came = browser.post("/sign-in", follow=False, email=LEARNER, password=PASSWORD)
    assert came.location == "/"
    assert browser.get("/sign-in/guest").status_code == 303


def test_signing_up_shows_eight_recovery_codes_once(visitor: Visitor) -> None:
    visitor.get("/sign-up")
    answer = visitor.post("/sign-up", next="/plan", **NEW)
    page = answer.text
    assert len(set(CODE.findall(page))) == 8
    assert 'href="/plan">Continue' in page
    assert "earlier codes" not in page
    assert not CODE.findall(visitor.get("/account/codes").text)
    assert answer.history == (), "the codes are in no cookie, not even on the way"
    with visitor.client.session_transaction() as kept:
        assert CODE.findall(page)[0] not in repr(dict(kept))


def test_a_recovery_code_sets_a_new_password_once_and_signs_out_everybody(
    app: Flask, known: Visitor
) -> None:
    first, second, *_ = codes(known)
    assert recover(app, "0000-0000-0000-0000")[1] == 422
    _, status, page = recover(app, first, "short")
    assert (status, "8 to" in page, first in page) == (422, True, True)
    browser, _, page = recover(app, f" {first.upper().replace('-', ' ')}")
    assert is_in(browser)
    assert not is_in(known)
    assert "7 recovery codes left" in page
    assert "is wrong" in Visitor(app).sign_in(LEARNER).text
    assert recover(app, first)[1] == 422, "it works once"
    assert is_in(recover(app, second, "yet another one")[0])


def test_new_codes_need_the_password_and_replace_the_old_ones(app: Flask, known: Visitor) -> None:
    old = codes(known)
    known.get("/account/codes")
    assert known.post("/account/codes", password="guessed").status_code == 422
    assert len(codes(known)) == 8
    assert "Your earlier codes no longer work" in known.page.text
    assert recover(app, old[0])[1] == 422
    assert "8 unused codes" in known.get("/account").text


def test_a_link_of_the_administrators_opens_an_account_once(app: Flask) -> None:
    def link(*arguments: str) -> str:
        url = {"QUIZAPP_DATABASE_URL": app.config["DATABASE_URL"]}
        made = CliRunner().invoke(main, ["account", "link", *arguments], env=url)
        return made.output if made.exit_code else made.stdout.strip().splitlines()[-1]

    assert "There is no account" in link("nobody@example.org")
    old = link(LEARNER)
    new = link(LEARNER, "--at", "https://quiz.example.org/")
    path = new.removeprefix("https://quiz.example.org")
    code = path.partition("code=")[2]
    assert path == f"/sign-in/forgotten?code={code}"
    assert f'value="{code}"' in Visitor(app).get(path).text
    assert recover(app, old.partition("code=")[2])[1] == 422, "a new link replaces the old one"
    assert is_in(recover(app, code)[0])
    assert recover(app, code)[1] == 422


def test_the_address_is_changed_with_the_password_only(app: Flask, known: Visitor) -> None:
    known.get("/account/email")
    for email, password, advice in (
        ("ben@new.example", "guessed", "your password. Check it"),
        ("Ada@example.org", PASSWORD, "has an account"),
        ("be\u200bn@new.example", PASSWORD, "U+200B) after “be”"),
    ):
        refused = known.post("/account/email", email=email, password=password)
        assert refused.status_code == 422
        assert advice in refused.text
        assert email in refused.text, "what was typed is still there"
    done = known.post("/account/email", email="Ben@Müller.example", password=PASSWORD)
    assert "ben@müller.example" in done.text
    assert "is wrong" in Visitor(app).sign_in(LEARNER).text
    assert is_in_as(app, "ben@xn--mller-kva.example")


def is_in_as(app: Flask, email: str) -> bool:
    browser = Visitor(app)
    browser.sign_in(email)
    return is_in(browser)
