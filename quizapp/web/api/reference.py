"""The API's reference, as a page and as an OpenAPI document."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

from quizapp.web.visitor import EVERYBODY

from .conditional import unless_known
from .endpoint import ENDPOINTS, PREFIX
from .openapi import document
from .problem import TITLES, whole
from .problem_codes import CODES, REFUSALS

pages = Blueprint("api_reference", __name__, url_prefix=PREFIX)
WHO = EVERYBODY


@pages.get("/")
def show() -> str:
    return render_template(
        "api/reference.html",
        endpoints=sorted(ENDPOINTS, key=lambda one: one.group),
        document=document(),
        problems={
            code: (title, whole(advice, request.script_root))
            for code, (title, advice) in TITLES.items()
        },  # fmt: skip
        codes=CODES,
        refusals=REFUSALS,
        prefix=PREFIX,
        fields=fields,
        kind=kind,
        written=partial(json.dumps, indent=2, ensure_ascii=False),
    )


@pages.get("/openapi.json")
def openapi() -> Response:
    return unless_known(jsonify(document()))


def fields(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any], bool]]:
    """(name, schema, required) for each property."""
    needed = schema.get("required", [])
    found: dict[str, Any] = schema.get("properties", {})
    return [(name, field, name in needed) for name, field in found.items()]


def kind(schema: dict[str, Any]) -> str:
    """A value's type in words: `list of Part`, `whole number or null`."""
    words = {"string": "text", "integer": "whole number", "boolean": "true or false"}
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema or "const" in schema:
        return " | ".join(str(value) for value in schema.get("enum", [schema.get("const")]))
    if "anyOf" in schema:
        return " or ".join(kind(option) for option in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {kind(schema.get('items', {}))}"
    if schema.get("type") == "object" and "additionalProperties" in schema:
        inner = schema["additionalProperties"]
        return f"{kind(inner) if isinstance(inner, dict) else 'anything'} by name"
    shown = str(schema.get("type", "anything"))
    return {"date-time": "time", "date": "day"}.get(
        str(schema.get("format")), words.get(shown, shown)
    )
