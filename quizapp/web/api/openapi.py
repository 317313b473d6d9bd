"""The OpenAPI 3.1 document, generated from the declarations of the endpoints."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from quizapp import __version__
from quizapp.storage import settings
from quizapp.web.forms import LARGEST

from . import problem
from .endpoint import ENDPOINTS, JSON, PREFIX, Endpoint

REFERENCE = "#/components/schemas/{model}"
BOUNDS = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
HEADERS = {
    "ETag": {"description": "Of this answer, for If-None-Match.", "schema": {"type": "string"}},
    "RateLimit": {
        "description": "How many requests are left (r), and seconds until it is all again (t).",
        "schema": {"type": "string"},
    },
    "Retry-After": {
        "description": "How many seconds to wait.",
        "schema": {"type": "integer", "minimum": 1},
    },
}
LATER = (429, 503)
ABOUT = (
    "Everything a learner can do, for programs. Make a token on the web, at /account/tokens, and "
    "send it with every request. Texts are Markdown with LaTeX between $."
)


def document() -> dict[str, Any]:
    """The whole document, ready for JSON."""
    return _document_under(settings.root())


@cache
def _document_under(root: str) -> dict[str, Any]:
    schemas, definitions = models_json_schema(_models(), ref_template=REFERENCE)
    paths: dict[str, dict[str, Any]] = {}
    for one in ENDPOINTS:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one, schemas)
    found: dict[str, Any] = _standard(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "quizapp",
                "version": __version__,
                "description": problem.whole(ABOUT, root),
            },
            "servers": [{"url": root + PREFIX}],
            "security": [{"token": []}],
            "paths": paths,
            "components": {
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
                "schemas": definitions["$defs"],
                "headers": HEADERS,
            },
        }
    )
    return found


def _standard(schema: Any) -> Any:
    """The same with the names that JSON Schema has for bounds, where Pydantic wrote its own."""
    if isinstance(schema, list):
        return [_standard(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    bounded = schema.get("type") in ("integer", "number")
    return {BOUNDS.get(key, key) if bounded else key: _standard(each)
            for key, each in schema.items()}  # fmt: skip


def _models() -> list[tuple[type[BaseModel], Any]]:
    found: list[tuple[type[BaseModel], Any]] = [(problem.Problem, "serialization")]
    for one in ENDPOINTS:
        found += [(one.body, "validation")] if one.body else []
        found += [(one.answer, "serialization")] if one.answer else []
    return found


def _operation(one: Endpoint, schemas: Any) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.summary,
        "description": one.about,
        "tags": [one.group.name],
        "parameters": [*_in_path(one), *_in_query(one)],
        "responses": {str(one.status): _answer(one, schemas)} | {
            str(status): _refusal(status) for status in one.refusals
        } | ({"304": {"description": "You have it already."}} if one.method == "GET" else {}),
    }  # fmt: skip
    if one.body:
        content = {JSON: {"schema": schemas[one.body, "validation"]}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _answer(one: Endpoint, schemas: Any) -> dict[str, Any]:
    limits = _headers("RateLimit")
    if one.answer is None:
        return {"description": "Done.", "headers": limits}
    headers = limits | (_headers("ETag") if one.method == "GET" else {})
    schema = schemas[one.answer, "serialization"]
    content = {JSON: {"schema": schema}}
    return {"description": one.summary + ".", "headers": headers, "content": content}


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _refusal(status: int) -> dict[str, Any]:
    schema = {"$ref": REFERENCE.format(model="Problem")}
    return {
        "description": f"{problem.TITLES[status][0]}. {problem.TITLES[status][1]}",
        "content": {problem.TYPE: {"schema": schema}},
    } | ({"headers": _headers("Retry-After")} if status in LATER else {})


def _in_path(one: Endpoint) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": _path_schema(one, name)}
        for name in one.parameters
    ]


def _path_schema(one: Endpoint, name: str) -> dict[str, Any]:
    if f"<int:{name}>" in one.rule:
        return {"type": "integer", "minimum": 0, "maximum": LARGEST}
    return {"type": "string", "minLength": 1}


def _in_query(one: Endpoint) -> list[dict[str, Any]]:
    """A parameter for each field of the query."""
    if one.query is None:
        return []
    schema = one.query.model_json_schema()
    needed = schema.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in needed, "schema": field}
        | ({"description": field["description"]} if "description" in field else {})
        for name, field in schema["properties"].items()
    ]
