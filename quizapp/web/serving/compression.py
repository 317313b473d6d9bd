"""Text goes over the wire compressed: pages full of formulas shrink to a tenth.

A page that shows both a secret and what an address says could be guessed at by its compressed
length; a few random bytes in the header of the archive hide that (Heal the BREACH).
"""

from __future__ import annotations

import gzip
import io
import secrets
from functools import lru_cache

from flask import Flask, Response, request

LEVEL = 6
LEAST = 1024  # bytes; below, the packet is as full either way
MOST_NOISE = 64  # bytes
TEXT = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


def init_app(app: Flask) -> None:
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if not (response.mimetype or "").startswith(TEXT) or response.status_code == 304:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"]:
        return response
    file = request.path.startswith("/static/")
    if file:
        response.direct_passthrough = False
    elif response.is_streamed:
        return response
    data = response.get_data()
    if len(data) < LEAST:
        return response
    response.set_data(_static(data) if file else _page(data))
    response.headers["Content-Encoding"] = "gzip"
    if response.get_etag()[0]:
        response.set_etag(str(response.get_etag()[0]), weak=True)  # the same text, other bytes
    return response


@lru_cache(maxsize=64)
def _static(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _page(data: bytes) -> bytes:
    noise = secrets.token_hex(secrets.randbelow(MOST_NOISE // 2) + 1)
    packed = io.BytesIO()
    with gzip.GzipFile(noise, "wb", LEVEL, packed, mtime=0) as archive:
        archive.write(data)
    return packed.getvalue()
