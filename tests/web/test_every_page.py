"""Every page in every state is accessible, in light and dark, at every width."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from engine import ANSWERS
from tests.web.accessibility import violations
from tests.web.browsing import click, show_solution, sign_in
from tests.web.test_whiteboard import derivation
from tests.web.visitor import PASSWORD

KINDS = (*sorted(ANSWERS), "template", "network")


# Answers what is left of the day, without showing it.
REST_OF_THE_DAY = """async () => {
  const token = document.querySelector("[name=csrf_token]").value;
  const send = (path, data) => fetch(path, { method: "POST", body: new URLSearchParams(data) });
  const next = () => send("/practice", { topic: "plan", csrf_token: token });
  for (let at = await next(); !at.url.endsWith("/today"); at = await next()) {
    const page = new DOMParser().parseFromString(await at.text(), "text/html");
    const form = page.querySelector("[data-question]");
    await send(form.getAttribute("action"), [...new FormData(form), ["action", "solution"]]);
  }
}"""


def visits(page: Page, address: str, *paths: str) -> Iterator[str]:
    for path in paths:
        page.goto(address + path)
        yield path


def first(page: Page, address: str, number) -> Iterator[str]:
    yield from visits(page, address, "/", "/progress", "/plan")
    page.goto(address)
    click(page, "Get started")
    yield "placement"
    click(page, "I don't know yet")
    yield "placement, found out"
    click(page, "Start day 1")
    show_solution(page)
    yield "first day, marked"
    yield from visits(page, address, "/", "/today")
    page.evaluate(REST_OF_THE_DAY)
    yield from visits(page, address, "/today", "/")
    expect(page.get_by_text("Done for today")).to_be_visible()
    export = page.request.get(f"{address}/account/export/json").body()
    page.goto(f"{address}/plan")
    page.get_by_text("Change your plan").click()
    click(page, "Save plan")
    yield "plan, made"
    yield from visits(page, address, "/sign-up")
    click(page, "Sign up")
    yield "sign-up, refused"
    yield from visits(page, address, "/nowhere", "/api/v1/", "/account/import")
    click(page, "Import")
    yield "import, refused"
    upload = {"name": "export.json", "mimeType": "application/json", "buffer": export}
    page.locator("[type=file]").set_input_files(upload)  # type: ignore[arg-type]
    click(page, "Import")
    yield "import, done"
    yield from visits(page, address, "/sign-in/forgotten?code=abcd")
    click(page, "Set password")
    yield "forgotten, refused"
    sign_in(page, address)
    expect(page.get_by_role("button", name="Leave them")).to_be_visible()
    yield "guest, to be added"


def pictures(page: Page, address: str, number) -> Iterator[str]:
    names = ("activations", "boundaries", "descent", "graph")
    yield from visits(page, address, "/see", *(f"/see/{name}" for name in names))


def lab(page: Page, address: str, number) -> Iterator[str]:
    yield from visits(
        page, address, "/lab?step=120&rate=much",
        "/lab?hidden=8,8,8&data=spiral&activation=relu", "/lab/exercise?hidden=8,8,8",
        "/lab/exercise?hidden=2&step=20",
    )  # fmt: skip
    click(page, "Submit")
    yield "exercise of the lab, unread"
    click(page, "Submit anyway")
    yield "exercise of the lab, marked"


def questions(page: Page, address: str, number) -> Iterator[str]:
    for kind in KINDS:
        yield from visits(page, address, f"/practice/{number(kind)}?seed=5&hints=1")
        click(page, "Submit")
        yield f"{kind}, unread"
        page.goto(f"{address}/practice/{number(kind)}?seed=5")
        show_solution(page)
        yield f"{kind}, marked"
    page.goto(f"{address}/practice/{number('short_answer')}")
    page.get_by_role("textbox").fill("It shifts.")
    click(page, "Submit")
    yield "short_answer, compared"
    yield from visits(page, address, "/progress", "/plan", "/account", "/account/delete")


def study(page: Page, address: str, number) -> Iterator[str]:
    yield from visits(
        page, address, "/notes", "/notes/neuron", "/search", "/search?q=weights",
        "/search?q=wieghts", "/kept",
        "/topics/neuron?state=undone", "/sets", "/sets/most-asked", "/mistakes",
        f"/history?question={number('choice')}", "/history", "/practice/none",
    )  # fmt: skip
    page.goto(f"{address}/practice/{number('choice')}")
    page.context.clear_cookies(name="session")
    page.get_by_text("Report a problem").click()
    page.get_by_label("What is wrong with this question?").fill("Two lines,\nin a form.")
    click(page, "Send")
    page.get_by_text("What will be sent, and where").click()
    yield "report, to be sent again"


def bank(page: Page, address: str, number) -> Iterator[str]:
    sign_in(page, address)
    yield from visits(page, address, "/account")
    click(page, "Change password")
    yield "password, refused"
    page.goto(f"{address}/account/codes")
    page.get_by_label("Your password").fill(PASSWORD)
    click(page, "Make new codes")
    yield "recovery codes, made"
    asked = f"/bank/{number('number')}"
    yield from visits(page, address, "/account/delete", "/bank/", "/bank/new", "/bank/templates",
                      "/bank/compose", "/bank/import", "/bank/export?format=gift&type=ordering",
                      "/account/email", "/account/codes",
                      f"{asked}/edit")  # fmt: skip
    click(page, "TOML")
    page.get_by_label("The question, in TOML").fill("level = 9")
    click(page, "Save")
    yield "editor, refused"
    yield from visits(page, address, f"{asked}/revisions", f"{asked}/revisions/1",
                      "/account/tokens")  # fmt: skip
    page.get_by_label("Make a token for").fill("laptop")
    click(page, "Make token")
    yield "tokens, made"


def offline(page: Page, address: str, number) -> Iterator[str]:
    page.goto(f"{address}/offline")
    page.get_by_role("button", name="Download 20 questions").click()
    page.get_by_role("button", name="Practise", exact=True).click()
    yield "offline, the first question"
    for number in count(1):
        page.get_by_role("button", name="Submit", exact=True).click()
        marked = page.get_by_role("region", name="Mark")
        expect(marked.or_(page.get_by_role("alert"))).to_be_visible()
        if not marked.is_visible():  # an order is never blank
            if number < 4:
                yield f"offline, question {number}, not read"
            page.get_by_text("Show the solution").click()
            page.get_by_role("button", name="Show it").click()
        expect(marked).to_be_visible()
        yield f"offline, question {number}, marked"
        onward = page.locator("[data-next]")
        last = onward.text_content() == "Done"
        onward.click()
        if last:
            break
    expect(page.get_by_text("marked in full and counted")).to_be_visible()
    yield "offline, counted"


def whiteboards(page: Page, address: str, number) -> Iterator[str]:
    page.goto(f"{address}/practice/{number('network')}?seed=7")
    show_solution(page)
    click(page, "Derive it yourself")
    board = page.url
    for line in ("dE/dy = y - t", "dE/dz2 = dE/dy * y", "?", "dE/dz2 = dE/dy * (y"):
        page.get_by_role("textbox").fill(line)
        click(page, "Check line")
    page.get_by_text("How to write it", exact=True).click()
    yield "whiteboard, not read"
    page.goto(f"{address}/whiteboard")
    yield "whiteboards"
    page.goto(board)
    typed = str(page.locator("[data-typed]").get_attribute("data-typed"))
    page.get_by_role("textbox").fill(derivation(typed))
    click(page, "Check line")
    yield "whiteboard, derived"


def interviews(page: Page, address: str, number) -> Iterator[str]:
    page.goto(f"{address}/mock")
    yield "mock, start"
    click(page, "15 minutes")
    click(page, "Submit")
    yield "mock, nothing entered"
    page.get_by_role("textbox", name="Your answer").fill("It shifts.")
    click(page, "Submit")
    for _ in range(7):
        click(page, "Skip")
    yield "mock, a question"
    page.locator(".asked a.answered").first.click()
    yield "mock, an earlier question"
    page.go_back()
    click(page, "Pause")
    yield "mock, paused"
    click(page, "End the interview")
    yield "mock, ending"
    click(page, "End it now")
    click(page, "Create link")
    yield "mock, debrief"
    page.get_by_role("link", name="View it").click()
    yield "mock, shared"
    page.goto(f"{address}/mock")
    yield "mock, so far"


GROUPS = (first, pictures, lab, questions, study, whiteboards, interviews, offline, bank)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__)
def test_every_page_is_accessible_in_light_and_dark_at_every_width(
    page: Page, address: str, number, group
) -> None:
    for name in group(page, address, number):
        assert violations(page) == [], name
        for width in (320, 768, 1920):  # at which it stays for the next page
            page.set_viewport_size({"width": width, "height": 800})
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, f"{name} is {over} px too wide for {width}"
