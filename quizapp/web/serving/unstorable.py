"""Refuses text that not every database can store, for all pages and endpoints: NUL characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import Flask, abort, request
from werkzeug.exceptions import UnprocessableEntity

TITLE = "That can't be stored"
ADVICE = (
    "There is an invisible character in it (NUL, U+0000) that can't be stored. Leave it out, then "
    "send it again."
)
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
# in JSON, after an even number of backslashes; halves of surrogate pairs never get through Pydantic
_ESCAPED = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class UnstorableError(UnprocessableEntity):
    """The request holds a character that can't be stored."""

    description = ADVICE


def init_app(app: Flask) -> None:
    app.before_request(_refuse)


def _refuse() -> None:
    if "\0" in request.path:
        abort(404)
    if any("\0" in text for text in _texts()):
        raise UnstorableError
    if request.mimetype not in FORMS and _ESCAPED.search(request.get_data()):
        raise UnstorableError


def _texts() -> Iterator[str]:
    for fields in (request.args, request.form):
        for name, values in fields.lists():
            yield name
            yield from values
    for file in request.files.values():
        yield file.filename or ""
