"""Errors as problem documents (RFC 9457): what is wrong, where, and what to do next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from flask import Response, abort, make_response
from pydantic import BaseModel, Field, ValidationError
from pydantic_core import ErrorDetails
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from quizapp.presenting import phrases
from quizapp.storage import settings
from quizapp.web.serving import unstorable

from . import problem_codes
from .problem_codes import USUAL

PREFIX = "/api/"
OURS = re.compile(r"(?<!\S)(?=/(?:api|account)/)")  # before our addresses in a text
TYPE = "application/problem+json"
TITLES = {
    400: ("This is not JSON", "Send exactly one JSON document."),
    401: (
        "You are not signed in",
        "Send a token: Authorization: Bearer qz_… Make one on the web, at /account/tokens.",
    ),
    403: (
        "This token may only read",
        "Make a token that may practise for you on the web, at /account/tokens.",
    ),
    404: ("Nothing found", "Check the address; /api/v1/ lists them all."),
    405: ("This address needs a different method", "See /api/v1/ for the right one."),
    409: ("This has changed in the meantime", "Fetch it again, then send your change."),
    410: ("This can no longer be shown", f"{phrases.CHANGED} Its mark is kept."),
    413: ("That is too much at once", "Send it in smaller pieces."),
    422: ("This request is not valid", "Correct what `errors` points at, then send it again."),
    423: (phrases.IN_INTERVIEW, phrases.DEBRIEF_FIRST),
    429: ("Too many requests", "Wait for the number of seconds in Retry-After."),
    500: (phrases.BROKEN, "It wasn't your fault. Try again in a moment."),
    503: ("The database can't be used now", "Nothing was stored. Send it again in a moment."),
}
OTHER = ("That did not work", "See /api/v1/ for what you can do.")


class Trouble(BaseModel):
    """One thing that is wrong with a request."""

    pointer: str = Field(description="Where: a JSON pointer into the body, or `?name`.")
    detail: str


class Problem(BaseModel):
    """Why a request failed, and what to do about it."""

    type: str = Field(default="", description="The address that describes its `code`.")
    code: str = Field(description="What it is called, for programs; it never changes.")
    title: str
    status: int
    detail: str = Field(description="Advice for a person.")
    errors: list[Trouble] = Field(default=[], description="What is wrong where, if known.")


def refuse(status: int, detail: str, errors: Sequence[Trouble] = (), *, code: str = "") -> NoReturn:
    """End the request with this problem; without a `code`, the usual one of the status."""
    abort(_response(Problem(
        code=code or USUAL[status], title=TITLES[status][0], status=status, detail=detail,
        errors=list(errors),
    )))  # fmt: skip


def answer(error: HTTPException) -> Response:
    """The problem document for any error in the API."""
    if error.response is not None:
        return make_response(error.response)
    if isinstance(error, unstorable.UnstorableError):
        return _response(Problem(
            code="unstorable", title=unstorable.TITLE, status=422, detail=unstorable.ADVICE
        ))  # fmt: skip
    told = _told(error.code or 500, error.description if error.code == 503 else None)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        told.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return told


def invalid(error: ValidationError, query: bool = False) -> NoReturn:
    """End a request that does not fit its schema: with 400 if it is not JSON, else with 422."""
    found = error.errors()
    if found[0]["type"] == "json_invalid":
        refuse(400, f"{found[0]['msg']}. {TITLES[400][1]}")
    troubles = list(_troubles(found, query))
    first = f"{troubles[0].pointer}: {troubles[0].detail}"
    refuse(422, f"{first} See /api/v1/ for what is asked for.", troubles)


def _troubles(found: list[ErrorDetails], query: bool) -> Iterator[Trouble]:
    for error in found:
        place = [str(step).replace("~", "~0").replace("/", "~1") for step in error["loc"]]
        pointer = "?" + ".".join(place) if query else "".join(f"/{step}" for step in place)
        detail = error["msg"].removeprefix("Value error, ")
        if error["type"] == "extra_forbidden":
            detail = "There is no such field"
        yield Trouble(pointer=pointer, detail=f"{detail.rstrip('.')}.")


def _told(status: int, happened: str | None = None) -> Response:
    title, advice = TITLES.get(status, OTHER)
    return _response(Problem(
        code=USUAL.get(status, problem_codes.OTHER), title=happened or title, status=status,
        detail=advice,
    ))  # fmt: skip


def whole(text: str, root: str) -> str:
    """A text whose addresses begin with the path under which the site is."""
    return OURS.sub(rf"\g<0>{root}", text)


def _response(problem: Problem) -> Response:
    problem.detail = whole(problem.detail, settings.root())
    problem.type = f"{settings.root()}{PREFIX}v1/#problem-{problem.code}"
    headers: dict[str, Any] = {"Content-Type": TYPE}
    if problem.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="quizapp"'
    if problem.status == 503:
        headers["Retry-After"] = 5
    return make_response(problem.model_dump_json(), problem.status, headers)
