"""In a real browser: the editor's verdict is only shown beside the text it is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from quizapp.web.question.draft_question import STARTS
from tests.web.browsing import click, sign_in
from tests.web.visitor import INSTRUCTOR

FAIR, UNSURE = "No problems found", "Not checked."

FAILURES = (500, "error 500"), (413, "too long"), (400, "open for too long"), (403, "account")


@pytest.fixture
def editor(page: Page, address: str, number, signed_in: dict[str, dict[str, str]]) -> Page:
    """The editor with a fair question, checked."""
    cookies = signed_in[INSTRUCTOR].items()
    page.context.add_cookies([{"name": k, "value": x, "url": address} for k, x in cookies])
    page.goto(f"{address}/bank/{number('number')}/edit?view=toml")
    expect(page.locator("#preview")).to_contain_text(FAIR)
    return page


def change(page: Page) -> None:
    """Change the text so that it is no longer a fair question."""
    text = page.get_by_label("The question, in TOML")
    text.fill(text.input_value().replace("level = 2", "level = 9"))


@contextmanager
def asking(page: Page, held: list[Route]) -> Iterator[None]:
    """What happens within leads to one more preview that is held back."""
    before = len(held)
    with page.expect_request("**/bank/preview"):
        yield
    while len(held) == before:  # a page hears of its request first, and then of the route
        page.wait_for_timeout(10)


def expect_unsure(page: Page, why: str) -> None:
    preview = page.locator("#preview")
    expect(preview).to_contain_text(UNSURE)
    expect(preview).to_contain_text(why)
    expect(preview).not_to_contain_text(FAIR)
    expect(page.locator("#preview .stale")).to_have_count(1)
    assert "level = 9" in page.get_by_label("The question, in TOML").input_value()


@pytest.mark.parametrize("button", [False, True])
def test_a_check_that_fails_leaves_no_verdict(editor: Page, button: bool) -> None:
    text = editor.get_by_label("The question, in TOML")
    fair = text.input_value()
    for status, why in FAILURES:
        editor.route("**/bank/preview", partial(Route.fulfill, status=status, body="no"))
        change(editor)
        if button:
            editor.get_by_role("button", name="Preview").click()
        expect_unsure(editor, why)
        editor.unroute("**/bank/preview")
        text.fill(fair)
        expect(editor.locator("#preview")).to_contain_text(FAIR)


def test_an_unreachable_server_leaves_no_verdict_and_is_asked_again(editor: Page) -> None:
    editor.context.set_offline(True)
    change(editor)
    expect_unsure(editor, "can't be reached")
    editor.context.set_offline(False)
    editor.get_by_role("button", name="Preview").click()
    expect(editor.locator("#preview")).to_contain_text("1 problem to fix")
    expect(editor.locator("#preview")).not_to_contain_text(UNSURE)


def test_what_was_typed_right_before_a_press_of_preview_is_kept(editor: Page) -> None:
    with editor.expect_request("**/edit/draft"):
        editor.evaluate(
            """() => {
              const text = document.querySelector("#text");
              text.value += "# mine";
              text.dispatchEvent(new InputEvent("input", { bubbles: true }));
              document.querySelector("[data-preview-button]").click();
            }"""
        )


def test_after_signing_out_in_another_tab_there_is_no_verdict(editor: Page, address: str) -> None:
    other = editor.context.new_page()
    other.goto(address)
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_role("link", name="Sign in")).to_be_visible()
    change(editor)
    expect_unsure(editor, "Copy")


def test_a_page_that_is_not_a_preview_is_not_a_verdict(editor: Page, address: str) -> None:
    def lead_to_the_sign_in_page(route: Route) -> None:
        route.fulfill(response=route.fetch(url=f"{address}/sign-in", method="GET"))

    editor.route("**/bank/preview", lead_to_the_sign_in_page)
    change(editor)
    expect_unsure(editor, "signed out")


def test_a_text_that_is_too_long_is_not_a_fair_question(editor: Page) -> None:
    text = editor.get_by_label("The question, in TOML")
    text.fill(text.input_value().replace("level = 2", "level = 9") + "\n# " + "x" * 300_000)
    expect_unsure(editor, "too long")


def test_no_verdict_stands_beside_a_text_that_has_changed_since(editor: Page) -> None:
    held: list[Route] = []
    editor.route("**/bank/preview", lambda route: held.append(route))
    with asking(editor, held):
        change(editor)
        expect_unsure(editor, "The text has changed")
    expect_unsure(editor, "The text has changed")


def test_a_late_response_about_an_old_text_is_ignored(editor: Page) -> None:
    held: list[Route] = []
    text = editor.get_by_label("The question, in TOML")
    editor.route("**/bank/preview", lambda route: held.append(route))
    with asking(editor, held):
        text.fill(text.input_value() + "\n# a comment")
    with asking(editor, held):
        change(editor)
    early, late = held
    late.continue_()
    expect(editor.locator("#preview")).to_contain_text("1 problem to fix")
    early.continue_()
    answer = early.request.response()
    assert answer
    answer.finished()
    editor.evaluate("new Promise((done) => setTimeout(done, 50))")  # as long as showing it takes
    expect(editor.locator("#preview")).to_contain_text("1 problem to fix")
    expect(editor.locator("#preview")).not_to_contain_text(FAIR)


def test_without_scripts_the_button_checks_the_text_it_was_pressed_for(
    browser: Browser, address: str, number
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, address)
    page.goto(f"{address}/bank/{number('choice')}/edit?view=toml")
    text = page.get_by_label("The question, in TOML")
    click(page, "Preview")
    expect(page.locator("#preview")).to_contain_text(FAIR)
    expect(page.locator("#preview")).to_contain_text("as it was when you pressed the button")
    text.fill(STARTS["choice"].replace("correct = true", "correct = false"))
    click(page, "Preview")
    expect(page.locator("#preview")).to_contain_text("Exactly one option is correct")
    expect(page.locator("#preview")).not_to_contain_text(FAIR)
    context.close()


def test_a_draft_on_its_way_does_not_arrive_after_its_text_was_saved(
    page: Page, address: str, number
) -> None:
    sign_in(page, address)
    place = f"{address}/bank/{number('number')}/edit?view=toml"
    page.goto(place)
    held: list[Route] = []
    page.route("**/edit/draft", lambda route: held.append(route))
    text = page.get_by_label("The question, in TOML")
    source = text.input_value()
    with page.expect_request("**/edit/draft"):
        text.fill(source.replace("level = 2", "level = 3").replace("level = 1", "level = 3"))
    text.fill(f"{text.input_value()}# and more\n")
    page.get_by_label("What changed").press("Enter")  # saves
    page.wait_for_timeout(50)
    for route in held:
        route.continue_()
    expect(page.get_by_text("Saved as revision")).to_be_visible()
    page.goto(place)
    expect(page.get_by_text("typed and not saved")).to_have_count(0)
    assert "# and more" in text.input_value()
