"""The account through the API: name, password, export and deletion."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.web.api.program import Program, answer_to
from tests.web.visitor import LEARNER, PASSWORD, Visitor


def test_a_name_set_here_is_shown_on_the_web(program: Program, ben: Visitor) -> None:
    answer = program.send("PUT", "/me", {"name": " Benno "})
    assert answer.json["name"] == program.get("/me")["name"] == "Benno"
    assert "Benno" in ben.get("/").text
    refused = program.send("PUT", "/me", {"name": "x" * 81})
    assert refused.status_code == 422
    assert refused.json["errors"][0]["pointer"] == "/name"
    assert program.get("/me")["name"] == "Benno"


def test_a_new_password_signs_browsers_out_but_tokens_keep_working(
    program: Program, ben: Visitor
) -> None:
    new = {"current": PASSWORD, "password": "five quite plain words here"}
    wrong = program.send("PUT", "/me/password", new | {"current": "guess"})
    assert wrong.status_code == 422
    assert wrong.json["errors"][0]["pointer"] == "/current"
    assert "Ben" in ben.get("/").text
    assert program.send("PUT", "/me/password", new).status_code == 204
    assert "Sign in" in ben.get("/").text
    assert program.get("/me")["email"] == LEARNER


def test_the_export_holds_what_was_answered_and_the_token_is_not_in_it(program: Program) -> None:
    program.put(answer_to(program.question("number"), "0.125"))
    answer = program.send("GET", "/me/export")
    assert answer.is_json
    (attempt,) = answer.json["attempts"]
    assert attempt["responses"] == {"answer": "0.125"}
    assert answer.json["account"]["email"] == LEARNER
    assert program.secret not in answer.text


@pytest.mark.parametrize("password", ["", "guess"])
def test_nothing_is_deleted_without_the_password(program: Program, password: str) -> None:
    assert program.send("POST", "/me/deletion", {"password": password}).status_code == 422
    assert program.get("/me")["email"] == LEARNER


def test_a_deleted_account_is_gone_with_its_token(program: Program, app: Flask) -> None:
    program.put(answer_to(program.question("number"), "0.125"))
    assert program.send("POST", "/me/deletion", {"password": PASSWORD}).status_code == 204
    assert program.send("GET", "/me").status_code == 401
    visitor = Visitor(app)
    assert "is wrong" in visitor.sign_in(LEARNER).text
    assert visitor.attempts() == 0
