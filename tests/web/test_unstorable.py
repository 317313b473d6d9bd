"""Law: a NUL character, which PostgreSQL can't store, is refused wherever text comes in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from tests.over import try_all
from tests.web.api.program import Program
from tests.web.visitor import Visitor


def test_no_page_and_no_endpoint_takes_a_nul(instructor: Visitor, app: Flask) -> None:
    program = Program(app)
    headers = {"Authorization": f"Bearer {program.secret}"}
    rules = {f"{method} {rule.rule}": (method, rule.rule) for rule in app.url_map.iter_rules()
             for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH",
             "DELETE"})}  # fmt: skip

    def refused(case: tuple[str, str], ways: list[dict[str, Any]]) -> None:
        method, rule = case
        path = re.sub(r"<[^>]*>", "1", rule)
        for way in ways:
            came = instructor.client.open(path, method=method, **{"headers": headers} | way)
            assert came.status_code == 422, way
            assert "U+0000" in came.text

    typed = [{"data": {"name": "a\0b"}}, {"data": {"a\0b": "name"}}, {"json": {"name": ["a\0b"]}}]
    asked = [{"query_string": {"q": "a\0b"}}]
    sending = {name: case for name, case in rules.items() if case[0] != "GET"}
    try_all(refused, sending, {"ways": [*typed, *asked]})
    try_all(refused, {name: case for name, case in rules.items() if name not in sending},
            {"ways": asked})  # fmt: skip


def test_what_only_looks_like_a_nul_is_taken(app: Flask) -> None:
    program = Program(app)
    assert program.send("PUT", "/me", {"name": "back\\u0000slash"}).status_code == 200
    with app.app_context():
        assert program.learner().name == "back\\u0000slash"


@pytest.mark.parametrize("path", ["/mock/shared/%00", "/topics/a%00b", "/api/v1/notes/%00"])
def test_no_address_has_a_nul(visitor: Visitor, path: str) -> None:
    assert visitor.client.get(path).status_code == 404


def test_half_a_character_is_no_text(app: Flask) -> None:
    program = Program(app)
    headers = {"Authorization": f"Bearer {program.secret}"}
    sent = '{"name": "\\ud800"}'
    assert program.client.put("/api/v1/me", data=sent, headers=headers).status_code == 400
