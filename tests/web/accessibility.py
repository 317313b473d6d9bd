"""What axe finds wrong with a page, in light and in the dark."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# The dark page is the light one in other colours: only the rules on those could tell otherwise.
RULES: dict[str, dict[str, object]] = {
    "light": {},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
RUN = """options => axe.run({resultTypes: ["violations"], ...options}).then(({violations}) =>
  violations.map(({id, help, nodes}) => `${id}: ${help} ${nodes.map(({html}) => html)}`))"""


def violations(page: Page) -> list[str]:
    """Each rule that the page as it stands breaks, where, and in which of the two."""
    found = []
    page.evaluate(AXE_SCRIPT)
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found += [f"in {scheme}, {broken}" for broken in page.evaluate(RUN, rules)]
    return found
