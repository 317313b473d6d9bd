"""Security headers: no foreign scripts, frames, content sniffing or leaks."""

from __future__ import annotations

import secrets

from flask import Flask, Response, current_app, g, request

from quizapp.storage.configured import value_of
from quizapp.storage.declared import HSTS_SECONDS

from ..assets import import_map_hash

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'sha256-{import_map}'",
        "style-src 'self' 'nonce-{nonce}'",  # the nonce is for the coordinates in pictures
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src blob:",  # what was recorded on the page itself
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
}


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"nonce": nonce()})
    app.after_request(_protect)


def nonce() -> str:
    """This request's nonce, for its `<style>` block."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def _policy() -> str:
    return POLICY.format(nonce=nonce(), import_map=import_map_hash())


def _protect(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _policy()
    for name, value in HEADERS.items():
        response.headers[name] = value
    if current_app.config["SESSION_COOKIE_SECURE"] and (seconds := value_of(HSTS_SECONDS)):
        response.headers["Strict-Transport-Security"] = f"max-age={seconds}"
    if not (request.path.startswith("/static/") or request.endpoint == "images.show"):
        # Pages show one person's work: no shared caches.
        response.headers["Cache-Control"] = "private, no-cache"
    return response
