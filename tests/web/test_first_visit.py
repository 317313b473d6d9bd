"""What a browser fetches when somebody comes for the first time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page

MOST = 30


def fetched(page: Page, address: str, path: str) -> list[str]:
    """The addresses of everything that this page asks for."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url.removeprefix(address)))
    page.goto(f"{address}{path}")
    page.wait_for_load_state("networkidle")
    return found


def test_the_first_page_needs_no_font_and_shows_the_focus_only_for_keys(
    page: Page, address: str
) -> None:
    found = fetched(page, address, "/")
    assert not [path for path in found if path.endswith(".woff2")]
    assert len([path for path in found if ".css" in path]) == 2  # that of every page, and its own
    ring = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate("document.activeElement.matches('.primary:focus-visible')")
    assert page.evaluate(ring) == "none"
    page.keyboard.press("Shift")
    assert page.evaluate(ring) == "solid"


def test_a_first_question_fetches_little_and_nothing_twice(
    page: Page, address: str, number: Callable[[str], int]
) -> None:
    found = fetched(page, address, f"/practice/{number('ordering')}")
    scripts = [path for path in found if ".js" in path and path != "/sw.js"]
    assert [path for path in scripts if "?v=" not in path] == []  # kept from then on
    assert "/static/dragging.js" in {urlsplit(path).path for path in scripts}  # another imports it
    assert [path for path, times in Counter(found).items() if times > 1] == []
    assert len(found) <= MOST
    assert page.evaluate("caches.keys()") == []  # what works offline waits until nobody waits
