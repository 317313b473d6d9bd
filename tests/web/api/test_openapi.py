"""The OpenAPI document is complete and true."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator

from quizapp.web import api
from quizapp.web.api.endpoint import ENDPOINTS, PREFIX, Endpoint
from quizapp.web.api.problem_codes import CODES, OTHER, USUAL
from tests.web.api.program import Program, path_of, query_of, sample_of

each_endpoint = pytest.mark.parametrize("one", ENDPOINTS, ids=lambda one: one.name)


@pytest.fixture
def document(app: Flask) -> dict[str, Any]:
    found: dict[str, Any] = app.test_client().get(f"{PREFIX}/openapi.json").json or {}
    return found


def test_every_route_is_documented_and_every_document_has_its_route(
    app: Flask, document: dict[str, Any]
) -> None:
    routes = {
        (re.sub(r"<(?:[^:>]*:)?(\w+)>", r"{\1}", rule.rule.removeprefix(PREFIX)), method.lower())
        for rule in app.url_map.iter_rules() if rule.endpoint.startswith("api.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }  # fmt: skip
    documented = {(path, method) for path, of in document["paths"].items() for method in of}
    assert routes == documented


def test_every_reference_leads_to_a_schema(document: dict[str, Any]) -> None:
    names = re.findall(r'"\$ref": "#/components/schemas/(\w+)"', json.dumps(document))
    assert set(names) <= document["components"]["schemas"].keys()
    assert document["components"]["schemas"].keys() - set(names) == set()


@each_endpoint
def test_an_endpoint_says_what_it_is_for_and_what_it_takes(
    document: dict[str, Any], one: Endpoint
) -> None:
    operation = document["paths"][one.path][one.method.lower()]
    assert 10 < len(operation["summary"]) < 100
    placed = [field["name"] for field in operation["parameters"] if field["in"] == "path"]
    assert placed == one.parameters
    assert {"401", "429", str(one.status)} <= operation["responses"].keys()


@each_endpoint
def test_the_sample_of_a_body_is_accepted(begun: Program, one: Endpoint) -> None:
    for sample in one.body.model_json_schema()["examples"] if one.body else ():
        assert begun.send(one.method, path_of(one), sample).status_code == one.status


@each_endpoint
def test_responses_are_as_documented(
    begun: Program, document: dict[str, Any], one: Endpoint
) -> None:
    answer = begun.send(one.method, path_of(one) + query_of(one), sample_of(one))
    assert answer.status_code == one.status
    described = document["paths"][one.path][one.method.lower()]["responses"]
    content = described[str(answer.status_code)].get("content", {})
    if not content:
        assert answer.data == b""
        return
    assert answer.content_type in content
    described = content[answer.content_type]["schema"]
    schema = closed({"components": document["components"], **described})
    Draft202012Validator(schema).validate(answer.json)


@each_endpoint
def test_the_page_for_people_lists_every_endpoint(app: Flask, one: Endpoint) -> None:
    page = app.test_client().get(f"{PREFIX}/").text
    assert f'id="{one.name}"' in page
    assert one.answer is None or f'id="schema-{one.answer.__name__}"' in page


def closed(schema: Any) -> Any:
    """The same schema, where an object may have nothing beside what is documented."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(each) for key, each in schema.items()}
    return {"additionalProperties": False, **inner} if "properties" in inner else inner


def test_bounds_are_those_of_json_schema_and_every_number_has_some(
    document: dict[str, Any],
) -> None:
    text = json.dumps(document)
    assert re.findall(r'"(?:ge|le|lt|gt)":', text) == []
    for one in ENDPOINTS:
        operation = document["paths"][one.path][one.method.lower()]
        for field in operation["parameters"]:
            schemas = field["schema"].get("anyOf", [field["schema"]])
            assert all(
                {"minimum", "maximum"} <= schema.keys() or "exclusiveMaximum" in schema
                for schema in schemas
                if schema.get("type") == "integer"
            ), (one.name, field["name"])


def test_what_is_read_again_and_has_not_changed_is_not_sent_again(begun: Program) -> None:
    for path in ("/pack", "/notes", "/skills", "/keepsakes"):
        first = begun.send("GET", path)
        head = {"Authorization": f"Bearer {begun.secret}", "If-None-Match": first.headers["ETag"]}
        known = begun.client.get(PREFIX + path, headers=head)
        assert (known.status_code, known.data) == (304, b""), path


def test_long_lists_come_in_parts(begun: Program) -> None:
    for path, name in (("/whiteboards", "boards"), ("/interviews", "interviews"),
                       ("/keepsakes", "keepsakes"), ("/drafts", "drafts")):  # fmt: skip
        whole = begun.send("GET", path).json or {}
        assert not whole["more"]
        some = begun.send("GET", f"{path}?skip=0&limit=1").json or {}
        assert some["more"] == (len(whole[name]) > 1)
        assert (begun.send("GET", f"{path}?skip=1").json or {})[name] == whole[name][1:]


def test_a_problem_has_a_code_with_a_place_on_the_page(begun: Program) -> None:
    page = begun.client.get(f"{PREFIX}/").text
    for path, code in (("/attempts/999", "no_attempt"), ("/plans", "not_found"),
                       ("/next?topic=none", "no_questions"), ("/search", "invalid")):  # fmt: skip
        said = begun.send("GET", path).json or {}
        assert said["code"] == code
        assert said["type"] == f"{PREFIX}/#problem-{code}"
        assert f'id="problem-{code}"' in page
    written = "".join(path.read_text() for path in Path(api.__path__[0]).rglob("*.py"))
    used = set(re.findall(r'code="(\w+)"', written))
    assert used | {*USUAL.values(), OTHER} == CODES.keys()
