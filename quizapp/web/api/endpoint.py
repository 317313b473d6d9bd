"""The `endpoint` decorator, which declares what an API view takes and returns.

The declaration guards the view, parses the request, writes the response and documents it all. A
view gets the learner, the values in its path, and `query` or `body` if declared; it returns its
`answer`, a response that streams one, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Annotated, Any

from flask import Blueprint, Response, g, make_response, request
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from quizapp.accounts import access_tokens
from quizapp.models import Token
from quizapp.models.token import READ
from quizapp.web.extensions import csrf, db, limiter
from quizapp.web.forms import LARGEST
from quizapp.web.limits import READING, address

from .complete import check
from .conditional import unless_known
from .problem import TITLES, invalid, refuse

PREFIX = "/api/v1"
PACE = "600 per minute"  # for each token
GUESSES = "60 per minute"  # wrong tokens, from each address
JSON = "application/json"
BAD_TOKEN = (
    "This token does not work: it was mistyped, revoked or too old. Nothing is lost: make a new "
    "token on the web, at /account/tokens, then send your request again."
)

api = Blueprint("api", __name__, url_prefix=PREFIX)
csrf.exempt(api)  # the API ignores cookies
ENDPOINTS: list[Endpoint] = []

View = Callable[..., BaseModel | Response | None]


def _whole(number: Any) -> Any:
    """A whole number from JSON, where 2.0 is 2."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


Whole = Annotated[int, BeforeValidator(_whole)]


class Sent(BaseModel):
    """Base of request models; refuses unknown fields."""

    model_config = ConfigDict(extra="forbid")


def sample(**fields: Any) -> ConfigDict:
    """The `model_config` of a request model with this example."""
    return ConfigDict(json_schema_extra={"examples": [fields]})


@dataclass(frozen=True, order=True)
class Group:
    """A group of endpoints at /api/v1/, listed by `order`."""

    order: int
    name: str


LAST = 1_000  # the default order of a group


@dataclass(frozen=True)
class Endpoint:
    """One method at one path."""

    method: str
    path: str  # "/questions/{question_id}"
    summary: str
    view: View
    answer: type[BaseModel] | None
    query: type[Sent] | None
    body: type[Sent] | None
    status: int
    missing: bool  # whether it may answer 404
    conflict: bool  # whether it may answer 409
    any_token: bool  # whether one that may only read is enough
    group: Group

    @property
    def name(self) -> str:
        return self.view.__name__

    @property
    def about(self) -> str:
        """The view's docstring after its first line."""
        lines = (self.view.__doc__ or "").partition("\n")[2]
        return " ".join(lines.split())

    @property
    def rule(self) -> str:
        """The path in Flask's notation."""
        numbered = re.sub(r"{(\w+_id|number)}", r"<int:\1>", self.path)
        return re.sub(r"{(\w+)}", r"<\1>", numbered)

    @property
    def writes(self) -> bool:
        """Whether it takes a token that may do more than read."""
        return self.method != "GET" and not self.any_token

    @property
    def parameters(self) -> list[str]:
        """The names of the values in its path."""
        return re.findall(r"{(\w+)}", self.path)

    @property
    def refusals(self) -> list[int]:
        """The error codes that it may answer with."""
        found = {401, 429, 500, 503} | ({404} if self.missing else set())
        found |= {409} if self.conflict else set()
        found |= {403} if self.writes else set()
        found |= {422} if self.query or self.body else set()
        return sorted(found | ({400, 413} if self.body else set()))


def endpoint(
    method: str,
    path: str,
    *,
    answer: type[BaseModel] | None = None,
    query: type[Sent] | None = None,
    body: type[Sent] | None = None,
    status: int | None = None,
    missing: bool = False,
    conflict: bool = False,
    any_token: bool = False,
    group: Group | None = None,
) -> Callable[[View], View]:
    """Decorator: serve a view at this path; its docstring's first line is the summary.

    Without a `group` it is listed at the end of /api/v1/, under the first word of its path.
    """

    def declare(view: View) -> View:
        found = Endpoint(
            method, path, (view.__doc__ or "").partition("\n")[0].rstrip("."), view, answer,
            query, body, status or (200 if answer else 204), missing or "{" in path, conflict,
            any_token, group or Group(LAST, path.split("/")[1]),
        )  # fmt: skip
        check(found, ENDPOINTS)
        ENDPOINTS.append(found)
        api.add_url_rule(found.rule, found.name, _guarded(found), methods=[method])
        return view

    return declare


def _guarded(declared: Endpoint) -> Callable[..., Response]:
    @wraps(declared.view)
    def call(**path: Any) -> Response:
        token = caller()
        if declared.writes and token.scope == READ:
            refuse(403, TITLES[403][1])
        given: dict[str, Any] = {"learner": token.learner, **path}
        if any(isinstance(value, int) and value > LARGEST for value in path.values()):
            refuse(404, TITLES[404][1])  # such a number does not fit into a database
        if declared.query:
            given["query"] = _query(declared.query)
        if declared.body:
            given["body"] = _body(declared.body)
        found = declared.view(**given)
        if isinstance(found, Response):
            return found
        text = found.model_dump_json() if found else ""
        kind = {"Content-Type": JSON} if text else {}
        return unless_known(make_response(text, declared.status, kind))

    return call


def caller() -> Token:
    """The request's token; ends the request with 401 if there is none that works."""
    if not _secret():
        refuse(401, TITLES[401][1])
    token = _token()
    if token is None:
        refuse(401, BAD_TOKEN, code="bad_token")
    if access_tokens.use(token, now=datetime.now(UTC)):
        db.session.commit()
    return token


def _secret() -> str:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def _token() -> Token | None:
    """The token that works of this request, which is looked up once."""
    if "token" not in g:
        secret, now = _secret(), datetime.now(UTC)
        alone = request.method not in READING
        g.token = access_tokens.find(db.session, secret, now=now, alone=alone) if secret else None
    found: Token | None = g.token
    return found


def _query(model: type[Sent]) -> Sent:
    try:
        return model.model_validate(request.args.to_dict())
    except ValidationError as error:
        invalid(error, query=True)


def _body(model: type[Sent]) -> Sent:
    try:
        return model.model_validate_json(request.get_data(), strict=True)
    except ValidationError as error:
        invalid(error)


def who() -> str:
    """Whose requests to count: the token's, or else the address's."""
    token = _token()
    return f"token {token.id}" if token else address()


# A wrong token shuts out other wrong ones only: no token can be guessed, and many may be behind one
# address.
limiter.limit(PACE, key_func=who, exempt_when=lambda: _token() is None)(api)
limiter.limit(GUESSES, key_func=who, exempt_when=lambda: _token() is not None)(api)
