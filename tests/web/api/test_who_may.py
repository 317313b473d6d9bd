"""Law for every endpoint of the API: only a token gives access."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.web.api.endpoint import ENDPOINTS, GUESSES, Endpoint
from tests.web.api.program import Program, path_of
from tests.web.visitor import INSTRUCTOR, Visitor

each_endpoint = pytest.mark.parametrize("one", ENDPOINTS, ids=lambda one: one.name)


def problem(answer: TestResponse, status: int) -> str:
    """The advice in a problem document."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    assert answer.json
    assert answer.json["status"] == status
    return str(answer.json["detail"])


@each_endpoint
def test_without_a_token_there_is_advice_on_how_to_get_one(app: Flask, one: Endpoint) -> None:
    answer = app.test_client().open(f"/api/v1{path_of(one)}", method=one.method)
    assert "/account/tokens" in problem(answer, 401)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@each_endpoint
def test_a_revoked_token_is_refused_with_advice_that_nothing_is_lost(
    program: Program, one: Endpoint
) -> None:
    program.revoke()
    assert "Nothing is lost" in problem(program.send(one.method, path_of(one)), 401)


@each_endpoint
def test_signing_in_on_the_web_is_not_enough_without_a_token(
    instructor: Visitor, one: Endpoint
) -> None:
    problem(instructor.client.open(f"/api/v1{path_of(one)}", method=one.method), 401)


@each_endpoint
def test_no_response_sets_a_cookie_or_may_be_cached_for_others(
    program: Program, one: Endpoint
) -> None:
    answer = program.send(one.method, path_of(one))
    assert "Set-Cookie" not in answer.headers
    assert "private" in answer.headers["Cache-Control"]


@each_endpoint
def test_invalid_or_oversized_json_is_refused(program: Program, one: Endpoint) -> None:
    if not one.body:
        return
    for data, status in ((b"{", 400), (b"x" * 300_000, 413), (b"[]", 422), (b'{"stray":1}', 422)):
        answer = program.client.open(
            f"/api/v1{path_of(one)}", method=one.method, data=data,
            headers={"Authorization": f"Bearer {program.secret}"},
        )  # fmt: skip
        problem(answer, status)


@each_endpoint
def test_an_unknown_parameter_is_reported(program: Program, one: Endpoint) -> None:
    if one.query:
        answer = program.send(one.method, f"{path_of(one)}?stray=1")
        problem(answer, 422)
        assert "?stray" in answer.text


def test_an_unknown_address_and_a_wrong_method_get_a_problem_document(program: Program) -> None:
    assert "/api/v1/" in problem(program.send("GET", "/nowhere"), 404)
    for method, path in (("GET", "/questions"), ("DELETE", "/drafts"), ("GET", "/attempts")):
        problem(program.send(method, f"{path}/99999999999999999999"), 404)
    answer = program.send("DELETE", "/skills")
    problem(answer, 405)
    assert "GET" in answer.headers["Allow"]


def test_guessing_tokens_is_slowed_down_and_shuts_out_no_token_that_works(
    app: Flask, program: Program
) -> None:
    client = app.test_client()
    for _ in range(int(GUESSES.split()[0])):
        problem(client.get("/api/v1/me", headers={"Authorization": "Bearer qz_guess"}), 401)
    answer = client.get("/api/v1/me", headers={"Authorization": "Bearer qz_guess"})
    problem(answer, 429)
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    works = program.send("GET", "/me")
    assert works.status_code == 200
    assert works.headers["RateLimit"].startswith('"pace";r=599;t=')


def test_nobody_sees_the_attempts_of_somebody_else(app: Flask, program: Program) -> None:
    question = program.question("number")
    (outcome,) = program.put(
        {"key": "k" * 8, "question_id": question["question_id"], "revision": question["revision"],
         "responses": {}, "leave_blank": True}
    )  # fmt: skip
    other = Program(app, INSTRUCTOR)
    number = outcome["attempt"]["attempt_id"]
    problem(other.send("GET", f"/attempts/{number}"), 404)
    assert other.get("/attempts")["attempts"] == []
