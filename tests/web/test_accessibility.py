"""What the pages are held against: a text that looks like a legible one speaks for itself."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.web.accessibility import violations

PAGE = """<!doctype html><html lang="en"><title>Any</title><style>
  :root {{ color-scheme: light dark; background: #fff; color: #000; font: 16px serif }}
  {light}
  @media (prefers-color-scheme: dark) {{ :root {{ background: #000; color: #fff }} {dark} }}
</style><main><h1>Any</h1><p>Black text</p>{more}</main>"""
CASES = {
    "": ("", "", ""),
    "dark": ("", "p { color: #333 }", ""),
    "light dark": ("b { color: #888 }", "b { color: #555 }", "<p>Black text, <b>too pale</b></p>"),
    "light": (
        "div { background: #666 }",
        "div { background: #000 }",
        "<div><p>Black text on grey</p></div>",
    ),
    "light over another": (
        "i { display: block; height: 6em; background: #333 } i + p { margin-top: -4em }",
        "i { background: #000 }",
        "<i></i><p style='position: relative'>Black text</p>",
    ),
    "light after one that is disabled": (
        "label { color: #999 }",
        "label { color: #fff }",
        "<label><input disabled>A part</label><p><label>A part <input></label></p>",
    ),
}


def test_an_illegible_text_is_found_beside_and_after_legible_ones(page: Page) -> None:
    for name, (light, dark, more) in (CASES | {"again": CASES["light"]}).items():
        page.set_content(PAGE.format(light=light, dark=dark, more=more))
        found = violations(page)
        schemes = [each for each in ("light", "dark") if f"in {each}, color-contrast" in str(found)]
        wanted = [each for each in ("light", "dark") if each in name.split()]
        assert schemes == (["light"] if name == "again" else wanted), (name, found)
    page.set_content(PAGE.format(light="", dark="", more="<img src=none>"))
    assert "image-alt" in str(violations(page))
