"""What cannot be done, as a document (RFC 9457): what is wrong, where, and what to do next."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from flask import Response, abort, make_response
from pydantic import BaseModel, Field, ValidationError
from pydantic_core import ErrorDetails
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from quizapp.presenting import phrases
from quizapp.web.extensions import limiter

PREFIX = "/api/"
TYPE = "application/problem+json"
TITLES = {
    400: ("This is no JSON", "Send one JSON document, and no more than that."),
    401: (
        "Nobody is signed in",
        "Send a token: Authorization: Bearer qz_… Make one on the web, at /account/tokens.",
    ),
    404: ("There is no such thing", "Check the address. What there is stands at /api/v1/."),
    405: ("That is not how this address is used", "See /api/v1/ for the method it takes."),
    409: ("This does not fit what is kept", "Fetch it again, and send what fits."),
    410: ("This can no longer be shown", f"{phrases.CHANGED} Its mark is kept."),
    413: ("That is too much at once", "Send it in smaller pieces."),
    422: ("This cannot be taken", "Correct what `errors` points at, and send it again."),
    429: ("Too many requests", "Wait as many seconds as Retry-After says, then go on."),
    500: (phrases.BROKEN, "Nothing you did. Try again in a moment."),
    503: ("The database is busy", "Nothing you did. Send it again in a moment."),
}
OTHER = ("That did not work", "See /api/v1/ for what does.")


class Trouble(BaseModel):
    """One thing that is wrong with a request."""

    pointer: str = Field(description="Where: a JSON pointer into the body, or `?name`.")
    detail: str


class Problem(BaseModel):
    """Why a request was not done, and what to do about it."""

    title: str
    status: int
    detail: str = Field(description="Advice to a person.")
    errors: list[Trouble] = Field(
        default=[], description="What is wrong where, if that can be told."
    )


def refuse(status: int, detail: str, errors: Sequence[Trouble] = ()) -> NoReturn:
    """End the request with that problem."""
    abort(_response(Problem(
        title=TITLES[status][0], status=status, detail=detail, errors=list(errors)
    )))  # fmt: skip


def answer(error: HTTPException) -> Response:
    """Whatever stops a request of the API, as a document."""
    if error.response is not None:
        return make_response(error.response)
    told = _told(error.code or 500)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        told.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return told


def invalid(error: ValidationError, query: bool = False) -> NoReturn:
    """The problem of a request that does not fit its schema: 400 for no JSON at all, else 422."""
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


def _told(status: int) -> Response:
    title, advice = TITLES.get(status, OTHER)
    return _response(Problem(title=title, status=status, detail=advice))


def _response(problem: Problem) -> Response:
    headers: dict[str, Any] = {"Content-Type": TYPE}
    if problem.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="quizapp"'
    if problem.status == 503:
        headers["Retry-After"] = 5
    if problem.status == 429 and limiter.current_limit:
        headers["Retry-After"] = max(1, round(limiter.current_limit.reset_at - time.time()))
    return make_response(problem.model_dump_json(), problem.status, headers)
