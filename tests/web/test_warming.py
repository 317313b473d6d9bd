"""What the main process does for its workers before it forks them."""

from __future__ import annotations

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from quizapp.commands import _worker
from quizapp.plan.fsrs6 import published
from quizapp.web.extensions import limiter
from quizapp.web.serving import warming


def test_every_page_without_a_name_in_its_address_is_visited(app: Flask) -> None:
    found = set(warming.addresses(app))
    assert {"/", "/plan", "/see/boundaries", "/whiteboard", "/notes/neuron"} <= found
    assert not any("<" in address for address in found)


def test_a_warm_application_has_its_templates_and_shares_no_connection(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "addresses", lambda _: ["/", "/plan", "/nowhere"])
    published.cache_clear()
    warming.warm(app)
    assert published.cache_info().currsize
    compiled = {name for _, name in app.jinja_env.cache or ()}
    assert compiled >= set(app.jinja_env.list_templates(extensions=["html"]))
    pool = app.extensions["sessions"].kw["bind"].pool
    assert pool.checkedin() + pool.checkedout() == 0
    assert limiter.enabled


def test_a_broken_template_breaks_only_its_own_page_and_is_named(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(warming, "addresses", lambda _: ["/"])
    loader = ChoiceLoader([DictLoader({"kinds/cut/entry.html": "{% if"}), app.jinja_loader])
    monkeypatch.setattr(app, "jinja_loader", loader)
    monkeypatch.setattr(app.jinja_env, "loader", loader)
    warming.warm(app)
    (line,) = caplog.messages
    assert line.startswith("The template kinds/cut/entry.html is broken: unexpected ")


def test_workers_forked_afterwards_serve_the_warm_application(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_worker, "WARM", [app])
    monkeypatch.setattr(_worker.signal, "pthread_sigmask", lambda *_: None)
    monkeypatch.setattr(_worker.signal, "signal", lambda *_: None)
    assert _worker.create_app()._app is app
