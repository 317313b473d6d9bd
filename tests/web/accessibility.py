"""What axe finds wrong with a page, in light and in the dark."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

LOOKS = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")
# The dark page is the light one in other colours: only the rules on those could tell otherwise.
SCHEMES = ("light", "dark")
# The looks that axe has found legible, on any page: there it would say the same of them again.
LEGIBLE: dict[str, set[str]] = {scheme: set() for scheme in SCHEMES}


def violations(page: Page) -> list[str]:
    """Each rule that the page as it stands breaks, where, and in which of the two."""
    broken = []
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        known = LEGIBLE[scheme]
        told = page.evaluate(LOOKS, [sorted(known), scheme == "dark"])
        known.update(told["legible"])
        broken += [f"in {scheme}, {each}" for each in told["broken"]]
    return broken
