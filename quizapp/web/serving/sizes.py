"""How large a request may be: small, but for the few addresses that take a file."""

from __future__ import annotations

from typing import Any

from flask import Flask, request

from quizapp.storage import settings

MOST_SENT = 256 * 1024  # bytes; the longest question needs far less
LARGER = {
    "/account/import": 16 * 1024 * 1024,  # an export with some five thousand answers
    "/bank/import": 8 * 1024 * 1024 + MOST_SENT,  # questions of another program
    "/bank/images": 8 * 1024 * 1024,  # an image, which is stored smaller
}


def most(path: str) -> int | None:
    """What an address that takes a file accepts; None for others."""
    return LARGER.get(path.removeprefix(settings.root()))


def init_app(app: Flask) -> None:
    app.url_value_preprocessor(_allow)  # which runs before anything reads the form


def _allow(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if request.path in LARGER:
        request.max_content_length = LARGER[request.path]
