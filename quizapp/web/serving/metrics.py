"""How many requests there were and how long they took, by route, as Prometheus reads it.

Only programs on the machines that the settings name may read it, and not through a proxy. It says
nothing of who asked: routes are as declared, without what their addresses hold. Workers count
into files of one folder, so that whichever is asked answers for all.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from ipaddress import ip_address
from typing import Any

from flask import Flask, Response, abort, g, request

from quizapp.storage.configured import value_of
from quizapp.storage.declared import METRICS_FROM

PLACE = "/metrics"
TOGETHER = "PROMETHEUS_MULTIPROC_DIR"  # where the library looks for the folder
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
ELSE = "none"  # the route of an address that there isn't
PAUSED = "metrics_paused"  # while the server visits itself


@contextmanager
def counted_together() -> Iterator[None]:
    """Let all processes that are forked meanwhile count into one folder, if anybody may read it."""
    if not value_of(METRICS_FROM):
        yield
        return
    os.environ[TOGETHER] = folder = tempfile.mkdtemp(prefix="quizapp-metrics-")
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def init_app(app: Flask) -> None:
    if not value_of(METRICS_FROM):
        return
    app.before_request(_begin)
    app.after_request(_end)


def refused(status: int) -> None:
    """Count a request that was refused before any page saw it: too slow, or one too many."""
    if value_of(METRICS_FROM):
        _refusals().labels(status).inc()


def shown() -> Response:
    """What was counted, for those who may read it; ends the request with 404 for others."""
    if "X-Forwarded-For" in request.headers or not _may_read(request.remote_addr or ""):
        abort(404)
    from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry
    from prometheus_client.exposition import generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    found: Any = REGISTRY
    if TOGETHER in os.environ:
        found = CollectorRegistry()
        MultiProcessCollector(found)  # type: ignore[no-untyped-call]
    return Response(generate_latest(found), content_type=CONTENT_TYPE_LATEST)


def _may_read(address: str) -> bool:
    found = ip_address(address.partition("%")[0] or "::")
    found = getattr(found, "ipv4_mapped", None) or found
    return any(found in network for network in value_of(METRICS_FROM))


def _begin() -> None:
    g.counted_from = time.perf_counter()


def _end(response: Response) -> Response:
    route = request.url_rule.rule if request.url_rule else ELSE
    if route != PLACE and not request.environ.get(PAUSED):
        seconds = time.perf_counter() - g.get("counted_from", time.perf_counter())
        _answers().labels(request.method, route, response.status_code).inc()
        _times().labels(request.method, route).observe(seconds)
    return response


@cache
def _answers() -> Any:
    from prometheus_client import Counter

    return Counter("quizapp_requests", "Requests answered.", ["method", "route", "status"])


@cache
def _times() -> Any:
    from prometheus_client import Histogram

    says = "Seconds from a free thread to the response."
    return Histogram("quizapp_request_seconds", says, ["method", "route"], buckets=SECONDS)


@cache
def _refusals() -> Any:
    from prometheus_client import Counter

    says = "Requests refused before a page saw them: 408 too slow, 503 too many."
    return Counter("quizapp_refused", says, ["status"])
