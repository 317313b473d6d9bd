"""The OpenAPI document is complete and true."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask import Flask

from quizapp.web.api.endpoint import ENDPOINTS, PREFIX, Endpoint
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
def test_the_sample_of_a_body_is_accepted(program: Program, one: Endpoint) -> None:
    if sample_of(one) is None:
        return
    program.begin_everything()
    for sample in one.body.model_json_schema()["examples"] if one.body else ():
        assert program.send(one.method, path_of(one), sample).status_code == one.status


@each_endpoint
def test_responses_are_as_documented(
    program: Program, document: dict[str, Any], one: Endpoint
) -> None:
    program.begin_everything()
    answer = program.send(one.method, path_of(one) + query_of(one), sample_of(one))
    assert answer.status_code == one.status
    described = document["paths"][one.path][one.method.lower()]["responses"]
    content = described[str(answer.status_code)].get("content", {})
    if not content:
        assert answer.data == b""
        return
    assert answer.content_type in content
    Schema(document).check(content[answer.content_type]["schema"], answer.json, "$")


@each_endpoint
def test_the_page_for_people_lists_every_endpoint(app: Flask, one: Endpoint) -> None:
    page = app.test_client().get(f"{PREFIX}/").text
    assert f'id="{one.name}"' in page
    assert one.answer is None or f'id="schema-{one.answer.__name__}"' in page


class Schema:
    """As much of JSON Schema as the document uses; what it does not know it refuses."""

    KNOWN = {"$ref", "type", "properties", "required", "items", "additionalProperties", "anyOf",
             "enum", "const", "minimum", "maximum", "format"}  # fmt: skip
    REMARKS = {"title", "description", "examples", "default"}
    TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool,
             "array": list, "object": dict, "null": type(None)}  # fmt: skip

    def __init__(self, document: dict[str, Any]) -> None:
        self.schemas = document["components"]["schemas"]

    def fits(self, schema: dict[str, Any], value: Any) -> bool:
        try:
            self.check(schema, value, "$")
        except AssertionError:
            return False
        return True

    def check(self, schema: dict[str, Any], value: Any, at: str) -> None:
        assert schema.keys() <= self.KNOWN | self.REMARKS, schema
        if "$ref" in schema:
            self.check(self.schemas[schema["$ref"].rpartition("/")[2]], value, at)
        if "anyOf" in schema:
            assert any(self.fits(option, value) for option in schema["anyOf"]), at
        if kind := schema.get("type"):
            assert isinstance(value, self.TYPES[kind]), f"{at} is no {kind}: {value!r}"
            assert kind == "boolean" or not isinstance(value, bool), at
        assert value in schema.get("enum", [value]), at
        assert value == schema.get("const", value), at
        if schema.get("type") == "object":
            known = schema.get("properties", {})
            assert set(schema.get("required", ())) <= value.keys(), at
            for name, entry in value.items():
                inner = known.get(name, schema.get("additionalProperties"))
                assert inner is not None, f"{at}.{name} is not documented"
                self.check(inner if isinstance(inner, dict) else {}, entry, f"{at}.{name}")
        for index, entry in enumerate(value if isinstance(value, list) else ()):
            self.check(schema.get("items", {}), entry, f"{at}[{index}]")
