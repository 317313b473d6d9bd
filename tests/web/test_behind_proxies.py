"""A server behind a proxy believes the proxies it was told of, and nobody else."""

from __future__ import annotations

import pytest
from flask import Flask, request

from quizapp.web import create_app

NGINX = "10.0.0.2"
TOLD = {"X-Forwarded-For": "6.6.6.6, 203.0.113.7, 10.0.0.9", "X-Forwarded-Proto": "https"}


@pytest.fixture
def behind(monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setenv("QUIZAPP_PUBLIC_ADDRESS", "https://quiz.example.org")
    monkeypatch.setenv("QUIZAPP_TRUSTED_PROXIES", "10.0.0.0/8, ::1")
    monkeypatch.setenv("QUIZAPP_HSTS_SECONDS", "3600")
    app = create_app("sqlite://", SECRET_KEY="any")
    app.add_url_rule("/who", view_func=lambda: f"{request.remote_addr} {request.host_url}")
    return app


@pytest.mark.parametrize(
    ("sender", "told", "who"),
    [
        (NGINX, TOLD, "203.0.113.7 https://quiz.example.org/"),
        (f"::ffff:{NGINX}", TOLD, "203.0.113.7 https://quiz.example.org/"),
        ("::1", {"X-Forwarded-For": "[2001:db8::5]:4711"}, "2001:db8::5 http://quiz.example.org/"),
        (NGINX, {"X-Forwarded-For": "nonsense"}, f"{NGINX} http://quiz.example.org/"),
        (NGINX, {}, f"{NGINX} http://quiz.example.org/"),
        ("203.0.113.9", TOLD, "203.0.113.9 http://localhost/"),
    ],
)
def test_only_trusted_proxies_say_who_is_asking(
    behind: Flask, sender: str, told: dict[str, str], who: str
) -> None:
    environ = {"REMOTE_ADDR": sender}
    assert behind.test_client().get("/who", headers=told, environ_base=environ).text == who


def test_with_a_public_https_address_cookies_and_browsers_keep_to_it(behind: Flask) -> None:
    answer = behind.test_client().get("/healthz")
    assert answer.headers["Strict-Transport-Security"] == "max-age=3600"
    assert behind.config["SESSION_COOKIE_SECURE"]
    assert behind.config["REMEMBER_COOKIE_SECURE"]


def test_without_settings_nobody_is_believed(app: Flask) -> None:
    app.view_functions["health.alive"] = lambda: f"{request.remote_addr} {request.host_url}"
    answer = app.test_client().get("/healthz", headers=TOLD)
    assert answer.text == "127.0.0.1 http://localhost/"
    assert "Strict-Transport-Security" not in answer.headers
