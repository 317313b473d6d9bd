"""What axe finds wrong with a page, in light and in the dark."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# The dark page is the light one in other colours: only the rules on those could tell otherwise.
RULES: dict[str, dict[str, object]] = {
    "light": {},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
# A formula has hundreds of signs in a handful of looks, and axe takes milliseconds for the contrast
# of each, to pass no judgement on a single letter. So the first longer sign that is seen in a
# colour, size and place speaks for the others.
RUN = """options => {
  const plain = ["rgba(0, 0, 0, 0)", "none", "1"];
  const place = (found) => {
    const looks = [];
    for (let each = found; each; each = each.parentElement) {
      const { backgroundColor, backgroundImage, opacity, clipPath } = getComputedStyle(each);
      looks.push(backgroundColor, backgroundImage, opacity, clipPath);
    }
    return looks.filter((look) => !plain.includes(look)).join();
  };
  const seen = new Set();
  for (const each of document.querySelectorAll("math *")) {
    let alike = each.childElementCount > 0 || each.textContent.length < 2;
    if (!alike && each.checkVisibility({ visibilityProperty: true })) {
      const { color, fontSize } = getComputedStyle(each);
      const look = [color, fontSize, place(each)].join();
      alike = seen.has(look);
      seen.add(look);
    }
    each.toggleAttribute("data-alike", alike);
  }
  axe.configure({ rules: [{ id: "color-contrast", selector: ":not([data-alike])" }] });
  return axe.run({ resultTypes: ["violations"], ...options }).then(({ violations }) =>
    violations.map(({ id, help, nodes }) => `${id}: ${help} ${nodes.map(({ html }) => html)}`));
}"""


def violations(page: Page) -> list[str]:
    """Each rule that the page as it stands breaks, where, and in which of the two."""
    found = []
    page.evaluate(AXE_SCRIPT)
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found += [f"in {scheme}, {broken}" for broken in page.evaluate(RUN, rules)]
    return found
