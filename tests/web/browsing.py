"""Actions in a real browser: pressing keys, clicking, signing in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from tests.web.visitor import INSTRUCTOR, PASSWORD

# A page that works without a connection, in whose browser the service worker has to run.
works_offline = pytest.mark.browser_context_args(service_workers="allow")
# Waits until the service worker keeps this page; it works on a core that others need meanwhile.
IN_CACHE = """async (path) => {
  while (!(await caches.match(path))) await new Promise((asked) => setTimeout(asked, 30));
}"""


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def follow(page: Page, *keys: str) -> None:
    """Press keys, the last of which leads to another page, and wait until it has loaded."""
    with page.expect_navigation():
        press(page, *keys)


def click(page: Page, name: str) -> None:
    """Click a button that leads to another page, and wait until it has loaded."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=name).click()


def until(page: Page, condition: str) -> None:
    """Wait until a script says so; `wait_for_function` asks in a way that our pages forbid."""
    for _ in range(300):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"It never became true that {condition}.")


def show_solution(page: Page) -> None:
    page.get_by_text("Show the solution", exact=True).click()
    click(page, "Show it")


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("E-mail address").fill(INSTRUCTOR)
    page.get_by_label("Password").fill(PASSWORD)
    click(page, "Sign in")
    expect(page.get_by_text("Ada", exact=True)).to_be_visible()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an app and return its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
