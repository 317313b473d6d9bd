"""The log tells which request took how long and where it broke, and nothing of who asked what."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, render_template_string

from quizapp.web.serving import request_log

SECRET = "ada@example.org"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is logged, as servers write it to standard error."""
    root, ours, stream = logging.getLogger(), logging.getLogger(request_log.OURS), io.StringIO()
    kept = root.handlers[:], root.level, ours.level
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("QUIZAPP_LOG_LEVEL", "info")
    monkeypatch.setenv("QUIZAPP_LOG_FORMAT", "json")
    request_log.configure()
    yield stream
    root.handlers[:], root.level = kept[0], kept[1]
    ours.setLevel(kept[2])


def fail() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        raise RuntimeError(f"Key (email)=({SECRET}) already exists.") from error


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_lines_say_what_happened_and_nothing_personal(app: Flask, log: io.StringIO) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["notes.show"] = lambda **_: fail()
    answer = app.test_client().get(
        f"/notes/{SECRET}?q={SECRET}", headers={"User-Agent": SECRET, "X-Request-ID": SECRET}
    )
    assert answer.status_code == 500
    broke, answered = lines(log)
    assert broke["level"] == "error"
    assert "in fail" in broke["exception"]
    assert broke["exception"].index("ValueError") < broke["exception"].rindex("RuntimeError")
    assert answered["status"] == 500
    assert answered["method"] == "GET"
    assert answered["route"].startswith("/notes/<")
    assert answered["ms"] >= 0
    assert answered["timestamp"].endswith("Z")
    assert broke["request"] == answered["request"] == answer.headers["X-Request-ID"]
    assert SECRET not in json.dumps([broke, answered])
    assert "127.0.0.1" not in json.dumps([broke, answered])


def test_a_broken_file_of_the_program_is_named_with_what_is_wrong_with_it(
    app: Flask, log: io.StringIO
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    broken = {
        "{% if %}": "Expected an expression, got 'end of statement block'",
        "{% include 'kinds/none/entry.html' %}": "TemplateNotFound: kinds/none/entry.html",
        "{{ asked.twice }}": "UndefinedError: 'asked' is undefined",
        "{{ {}['ada@example.org'].x }}": "UndefinedError",
    }
    for source, said in broken.items():
        app.view_functions["notes.show"] = lambda source=source, **_: render_template_string(source)
        assert app.test_client().get("/notes/neuron").status_code == 500
        exception = lines(log)[-2]["exception"]
        assert said in exception.splitlines()[-1]
        assert SECRET not in exception.splitlines()[-1]


def test_each_request_has_an_id_of_its_own(app: Flask, log: io.StringIO) -> None:
    visitor = app.test_client()
    ids = [visitor.get(path).headers["X-Request-ID"] for path in ("/healthz", "/nowhere")]
    logging.getLogger(__name__).warning("between requests")
    first, second, between = lines(log)
    assert [first["request"], second["request"]] == ids
    assert ids[0] != ids[1]
    assert second["route"] == "none"
    assert "request" not in between


def test_only_debugging_shows_what_exceptions_say(
    app: Flask, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", log)  # which pytest has put back
    monkeypatch.setenv("QUIZAPP_LOG_LEVEL", "debug")
    monkeypatch.setenv("QUIZAPP_LOG_FORMAT", "text")
    request_log.configure()
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["health.alive"] = fail
    app.test_client().get("/healthz")
    assert SECRET in log.getvalue()
