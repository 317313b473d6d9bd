"""Whether this server runs and can work, for whatever watches over it."""

from __future__ import annotations

import time

from flask import Blueprint, Response, current_app

from quizapp.storage.probing import probe

from ..extensions import db
from ..serving import metrics
from ..visitor import EVERYBODY

pages = Blueprint("health", __name__)
WHO = EVERYBODY

LASTS = 1.0  # seconds that a good answer holds, so that asking often costs no writes
PROBED = "probed_at"  # the key of when this process last probed its database


@pages.get("/healthz")
def alive() -> Response:
    """This process answers; whether its database does is not asked."""
    return _fine()


@pages.get("/readyz")
def ready() -> Response:
    """The database can be read and written; otherwise the answer is 503, as of every page."""
    now = time.monotonic()
    if now - current_app.extensions.get(PROBED, -LASTS) >= LASTS:
        probe(db.session)
        current_app.extensions[PROBED] = now
    return _fine()


@pages.get(metrics.PLACE)
def counted() -> Response:
    """What was counted, for Prometheus."""
    return metrics.shown()


def _fine() -> Response:
    return Response("ok\n", content_type="text/plain; charset=utf-8")
