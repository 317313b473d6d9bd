"""Finds all fields of a question file that do not fit its type.

The engine's dataclasses are the schema; pydantic checks them strictly and reports every error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from engine import ANSWERS
from engine.exercise.question import Head

from .lines import Found, Where

_MISSING, _UNKNOWN = "missing", "unexpected_keyword_argument"  # pydantic's names
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "too_long": "a shorter list",
    "dataclass_type": "a table of keys",
    "dict_type": "a table of keys",
}


def schema_problems(doc: Mapping[str, Any]) -> list[Found]:
    """Unknown, missing and mistyped keys of the question and its answer."""
    kind, answer = ANSWERS.get(str(doc.get("type"))), doc.get("answer")
    head = {key: value for key, value in doc.items() if key != "answer"}
    found = list(_problems(Head, head, ()))
    if kind and answer is not None:
        found += _problems(kind, answer, ("answer",))
    return found


def _problems(schema: type, table: Any, above: Where) -> Iterator[Found]:
    try:  # JSON, because only there strict mode accepts lists for tuples
        _adapter(schema).validate_json(json.dumps(table, default=str), strict=True)
    except ValidationError as caught:
        errors = {error["loc"]: error for error in caught.errors()}
        meant = {  # misspelt key -> intended key, which is then not reported as missing
            loc: (*loc[:-1], near[0])
            for loc, error in errors.items()
            if error["type"] == _UNKNOWN
            and (near := get_close_matches(str(loc[-1]), _keys(schema, loc[:-1]), 1))
        }
        for loc, error in errors.items():
            if loc in meant:
                advice = f"Did you mean `{meant[loc][-1]}`?"
                yield (*above, *loc), f"{_name(loc)} is not a known key.", advice
            elif not (error["type"] == _MISSING and loc in meant.values()):
                yield _found(schema, error, above)


def _found(schema: type, error: ErrorDetails, above: Where) -> Found:
    loc, kind = error["loc"], error["type"]
    where = (*above, *loc)
    if kind == _MISSING:
        return where, f"{_name(where)} is missing.", f"Add a line `{where[-1]} = …`."
    if kind == _UNKNOWN:
        advice = f"The keys are {', '.join(_keys(schema, loc[:-1]))}."
        return where, f"{_name(where)} is not a known key.", advice
    if kind in _WANTED:
        comma = kind == "float_type" and "," in str(error["input"])
        advice = "Write a dot before the decimals, not a comma." if comma else ""
        return where, f"{_name(where)} should be {_WANTED[kind]}.", advice
    return where, f"{_name(where)}: {error['msg']}.", ""


def _name(where: Where) -> str:
    """The place in words: `title`, or entry 2 of `hints`."""
    if not where:
        return "The whole text"
    *_, last = where
    return f"Entry {last + 1} of {_name(where[:-1])}" if isinstance(last, int) else f"`{last}`"


def _keys(schema: Any, loc: tuple[int | str, ...]) -> list[str]:
    """The keys of the dataclass at this place."""
    for step in loc:
        if isinstance(step, int):
            schema = get_args(schema)[0]
        elif is_dataclass(schema):
            schema = get_type_hints(schema)[step]
        else:  # a table whose keys are free
            schema = get_args(schema)[1]
        if get_origin(schema) is UnionType:
            schema = next(kind for kind in get_args(schema) if kind is not type(None))
    return [entry.name for entry in fields(schema)]


@cache
def _adapter(schema: type) -> TypeAdapter[Any]:
    _forbid_unknown_keys(schema)
    return TypeAdapter(schema)


def _forbid_unknown_keys(hint: Any) -> None:
    """Set this on the dataclass itself, because pydantic cannot be told from outside."""
    inner = get_args(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        hint.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]
        inner = tuple(get_type_hints(hint).values())
    for entry in inner:
        _forbid_unknown_keys(entry)
