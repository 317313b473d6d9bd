"""Every page, in every state: for everybody, in light and in the dark, at every width."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.web.browsing import click, sign_in
from tests.web.test_whiteboard import derivation


def pages(page: Page, address: str, number) -> Iterator[str]:
    """Opens one page after the other, every kind and state of them."""

    def visit(path: str) -> str:
        page.goto(address + path)
        return path

    kinds = ("choice", "choices", "true_false", "number", "expression", "ordering", "matching",
             "short_answer", "template", "network")  # fmt: skip
    yield visit("/")
    yield visit("/progress")
    yield visit("/see")
    yield visit("/plan")
    click(page, "Make the plan")
    yield "plan, made"
    for name in ("activations", "boundaries", "descent", "graph"):
        yield visit(f"/see/{name}")
    yield visit("/lab?step=120&rate=much")
    yield visit("/lab?hidden=8,8,8&data=spiral&activation=relu")
    yield visit("/lab/exercise?hidden=8,8,8")
    yield visit("/lab/exercise?hidden=2&step=20")
    click(page, "Answer")
    yield "exercise of the lab, unread"
    click(page, "Mark it as it is")
    yield "exercise of the lab, marked"
    for kind in kinds:
        yield visit(f"/practice/{number(kind)}?seed=5&hints=1")
        click(page, "Answer")
        yield f"{kind}, unread"
        page.goto(f"{address}/practice/{number(kind)}?seed=5")
        click(page, "Show the solution")
        yield f"{kind}, marked"
    page.goto(f"{address}/practice/{number('short_answer')}")
    page.get_by_role("textbox").fill("It shifts.")
    click(page, "Answer")
    yield "short_answer, compared"
    yield visit("/progress")
    for path in (
        "/notes",
        "/notes/neuron",
        "/search",
        "/search?q=weights",
        "/search?q=wieghts",
        "/kept",
    ):
        yield visit(path)
    page.goto(f"{address}/practice/{number('choice')}")
    page.context.clear_cookies(name="session")
    page.get_by_text("Report a problem").click()
    page.get_by_label("What is wrong with this question?").fill("Two lines,\nin a form.")
    click(page, "Send")
    page.get_by_text("What is sent, and where").click()
    yield "report, to be sent again"
    yield visit("/account")
    yield visit("/account/delete")
    yield from whiteboards(page, address, number)
    yield from interviews(page, address)
    yield from offline(page, address)
    yield visit("/plan")
    yield visit("/sign-up")
    click(page, "Sign up")
    yield "sign-up, refused"
    yield visit("/nowhere")
    sign_in(page, address)
    yield visit("/account")
    click(page, "Change the password")
    yield "password, refused"
    for path in ("/account/delete", "/bank/", "/bank/new", f"/bank/{number('number')}/edit"):
        yield visit(path)
    page.get_by_label("The question, in TOML").fill("level = 9")
    click(page, "Save")
    yield "editor, refused"
    yield visit(f"/bank/{number('number')}/revisions")
    yield visit(f"/bank/{number('number')}/revisions/1")
    yield visit("/account/tokens")
    page.get_by_label("A token for").fill("laptop")
    click(page, "Make it")
    yield "tokens, made"
    yield visit("/api/v1/")


def offline(page: Page, address: str) -> Iterator[str]:
    page.goto(f"{address}/offline")
    page.get_by_role("button", name="Take 20 questions along").click()
    page.get_by_role("button", name="Practise", exact=True).click()
    for number in count(1):
        yield f"offline, question {number}"
        page.get_by_role("button", name="Answer", exact=True).click()
        marked = page.get_by_role("region", name="Mark")
        expect(marked.or_(page.get_by_role("alert"))).to_be_visible()
        if not marked.is_visible():  # an order is never blank
            yield f"offline, question {number}, not read"
            page.get_by_role("button", name="Show the solution").click()
        expect(marked).to_be_visible()
        yield f"offline, question {number}, marked"
        onward = page.locator("[data-onward]")
        last = onward.text_content() == "Done"
        onward.click()
        if last:
            break
    expect(page.get_by_text("marked in full and counted")).to_be_visible()
    yield "offline, counted"


def whiteboards(page: Page, address: str, number) -> Iterator[str]:
    page.goto(f"{address}/practice/{number('network')}?seed=7")
    click(page, "Show the solution")
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


def interviews(page: Page, address: str) -> Iterator[str]:
    page.goto(f"{address}/mock")
    yield "mock, start"
    click(page, "15 minutes")
    click(page, "Answer")
    yield "mock, nothing entered"
    page.get_by_role("textbox", name="Your answer").fill("It shifts.")
    click(page, "Answer")
    for _ in range(7):
        click(page, "Skip")
    yield "mock, a question"
    click(page, "Pause")
    yield "mock, paused"
    click(page, "End the interview here")
    click(page, "Make a link")
    yield "mock, debrief"
    page.get_by_role("link", name="See it as they do").click()
    yield "mock, shared"
    page.goto(f"{address}/mock")
    yield "mock, so far"


def test_every_page_is_for_everybody_in_light_and_in_the_dark_at_every_width(
    page: Page, address: str, number
) -> None:
    axe = Axe()
    for name in pages(page, address, number):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = axe.run(page)
            assert found.violations_count == 0, f"{name}, {scheme}: {found.generate_report()}"
        size = page.viewport_size
        assert size
        for width in (320, 768, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, f"{name} is {over} px too wide for {width}"
        page.set_viewport_size(size)
