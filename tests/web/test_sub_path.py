"""The site works under a path, where other programs share its host name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from quizapp.web import create_app
from quizapp.web.extensions import limiter
from tests.web.browsing import IN_CACHE, served, works_offline
from tests.web.conftest import CONFIG, on_copy
from tests.web.visitor import INSTRUCTOR, PASSWORD, Visitor
from tests.web.walking import PLACES

ROOT = "/learn/quiz"
# an address of ours: the value of an attribute, or a string of JavaScript or JSON
ADDRESS = re.compile(
    r"""(?:(?:href|src|action|value)="|["'](?=/\w))(/(?!/)[\w./-]*)(?:[?#][^"']*)?["']"""
)
SCRIPTS = Path(create_app.__code__.co_filename).parent


@pytest.fixture
def under(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, bank_file: Path) -> Iterator[Flask]:
    monkeypatch.setenv("QUIZAPP_PUBLIC_ADDRESS", f"http://localhost{ROOT}/")
    made = create_app(f"sqlite:///{tmp_path / 'quizapp.db'}", **CONFIG)
    with on_copy(made, bank_file) as app:
        yield app


def strays(text: str) -> set[str]:
    """The addresses in a text that would leave the path."""
    found = ADDRESS.findall(unescape(text))
    return {one for one in found if not (one + "/").startswith(f"{ROOT}/")}


def test_every_page_link_form_redirect_and_cookie_stays_under_the_path(under: Flask) -> None:
    ada = Visitor(under)
    ada.client.post("/practice", data={"topic": ""})  # refused, without a token
    answer = ada.sign_in(INSTRUCTOR)
    assert answer.request.path == "/", "and sign-in leads to the start page, under the path"
    cookies = [line for one in answer.history for line in one.headers.getlist("Set-Cookie")]
    assert len(cookies) >= 2
    assert all(f"; Path={ROOT}" in line for line in cookies)
    ada.open("network", seed=3)
    ada.post("/practice", topic="neuron", follow=False)
    seen, left = 0, {}
    for rule in under.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint.startswith(("api.", "see.")):
            continue
        path = re.sub(r"<(?:[^:>]*:)?(\w+)>", lambda m: PLACES.get(m[1], "1"), rule.rule)
        page = ada.client.get(path)
        seen += page.status_code < 400
        if page.location and not page.location.startswith(f"{ROOT}/"):
            left[path] = {page.location}
        if page.mimetype in ("text/html", "text/javascript", "application/manifest+json"):
            left |= {path: wrong} if (wrong := strays(page.text)) else {}
    assert seen > 60
    assert left == {}


def test_no_script_names_an_address_without_asking_where_the_site_is() -> None:
    for path in [*SCRIPTS.rglob("static/**/*.js"), *SCRIPTS.parent.glob("kinds/*/*.js")]:
        text = re.sub(r"(?:\bat|post)\([\"`]/", "(", path.read_text())
        assert not re.findall(r"""["'`]/[a-z][\w/]*["'`.?$]""", text), path.name


def test_programs_are_told_the_whole_address(under: Flask) -> None:
    client = under.test_client()
    document = json.loads(client.get("/api/v1/openapi.json").text)
    assert document["servers"] == [{"url": f"{ROOT}/api/v1"}]
    assert f"{ROOT}/account/tokens" in document["info"]["description"]
    assert f"{ROOT}/account/tokens" in (client.get("/api/v1/me").json or {})["detail"]


@pytest.mark.parametrize(
    ("path", "status", "where"),
    [
        (f"{ROOT}/sign-in", 200, None),
        ("/", 308, f"{ROOT}/"),
        (ROOT, 308, f"{ROOT}/"),
        ("/healthz", 200, None),
        ("/sign-in", 404, None),
        (f"{ROOT}er/sign-in", 404, None),
    ],
)
def test_the_proxy_passes_the_whole_path(
    under: Flask, path: str, status: int, where: str | None
) -> None:
    answer = under.test_client().open(environ_overrides={"SCRIPT_NAME": "", "PATH_INFO": path})
    assert (answer.status_code, answer.location) == (status, where)


@works_offline
def test_the_offline_page_works_under_the_path(page: Page, under: Flask) -> None:
    limiter.enabled, before = False, limiter.enabled
    with served(under) as host:
        page.goto(f"{host}{ROOT}/offline")
        page.evaluate(IN_CACHE, f"{ROOT}/offline")
        page.get_by_role("button", name="Download 20 questions").click()
        begin = page.get_by_role("button", name="Practise", exact=True)
        expect(begin).to_be_visible(timeout=30_000)
        page.context.set_offline(True)
        page.goto(f"{host}{ROOT}/progress")
        expect(page.get_by_text("You're offline, so")).to_be_visible()
        page.get_by_role("button", name="Practise", exact=True).click()
        page.get_by_text("Show the solution").click()
        page.get_by_role("button", name="Show it").click()
        page.context.set_offline(False)
        page.goto(f"{host}{ROOT}/notes")
        expect(page.get_by_text("1 answer from offline marked and counted.")).to_be_visible()
        page.goto(f"{host}{ROOT}/sign-in")
        page.get_by_label("E-mail address").fill(INSTRUCTOR)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{host}{ROOT}/**")
    limiter.enabled = before
