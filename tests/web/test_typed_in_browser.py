"""What is typed in a real browser survives a restart, signing out elsewhere, and going back."""

from __future__ import annotations

from flask import Flask
from playwright.sync_api import Page, expect

from tests.web.browsing import click, sign_in, until
from tests.web.plugs import locked


def test_what_is_typed_survives_restarts_and_going_back(page: Page, address: str, number) -> None:
    sign_in(page, address)
    kept = f"{address}/practice/{number('number')}"
    page.goto(kept)
    page.context.clear_cookies(name="session")
    with page.expect_response(lambda said: "/draft" in said.url and said.status == 204):
        page.get_by_role("textbox", name="Your answer").fill("0.5")
    page.goto(f"{address}/bank/new?view=toml")
    with page.expect_response(lambda said: "/draft" in said.url and said.status == 204):
        page.get_by_role("textbox", name="The question, in TOML").fill("a day's work")
    page.context.clear_cookies(name="session")
    page.goto(kept)
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value("0.5")
    page.goto(f"{address}/bank/new?view=toml")
    expect(page.get_by_role("textbox", name="The question, in TOML")).to_have_value("a day's work")

    page.goto(f"{address}/practice/{number('short_answer')}")
    answer = page.get_by_role("textbox", name="Your answer")
    answer.fill("long " * 60_000)
    click(page, "Submit")
    expect(page.get_by_text("That is too large")).to_be_visible()
    page.go_back()
    assert len(answer.input_value()) == 300_000
    page.context.clear_cookies(name="session")
    answer.fill("It is shifted by some length.")
    click(page, "Submit")
    expect(page.get_by_text("nothing has been submitted yet")).to_be_visible()
    expect(answer).to_have_value("It is shifted by some length.")
    click(page, "Submit")
    expect(page.get_by_text("Which of them did you make")).to_be_visible()
    page.get_by_text("Change your answer").click()
    expect(answer).to_have_value("It is shifted by some length.")

    page.context.clear_cookies()  # signed out, and perhaps somebody else comes next
    with page.expect_response(lambda said: "/offline/who" in said.url):
        answer.fill("Another text.")
    click(page, "Submit")
    expect(page.get_by_text("You aren't signed in")).to_be_visible()
    expect(answer).to_have_value("Another text.")


def test_what_the_server_does_not_have_yet_is_shown_as_it_was_typed(
    page: Page, address: str, number
) -> None:
    where = f"{address}/practice/{number('number')}"
    page.route("**/draft", lambda route: route.abort())
    page.goto(where)
    page.get_by_role("textbox", name="Your answer").fill("0.25")
    page.get_by_text("Add a note").click()
    page.get_by_role("textbox", name="Note to yourself").fill("look up the rule")
    page.get_by_text("Report a problem").click()
    page.get_by_role("textbox", name="What is wrong").fill("a typo")
    page.reload()
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value("0.25")
    page.unroute("**/draft")
    with page.expect_response(lambda said: "/draft" in said.url and said.status == 204):
        page.reload()  # and sent when it can be
    until(page, "sessionStorage.length === 1")  # whether keys are used
    click(page, "Hint")
    click(page, "Submit")
    expect(page.get_by_role("status")).to_be_visible()
    page.go_back()  # to the variant that was answered, whatever is asked next
    expect(page.get_by_role("list", name="Hints")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value("0.25")
    page.goto(f"{address}/lab/exercise?hidden=2&step=20")  # which has no draft
    blank = page.locator("input[name^='answer:']").first
    blank.fill("0.125")
    page.goto(f"{address}/notes")
    page.go_back()
    expect(blank).to_have_value("0.125")
    page.goto(f"{address}/notes/neuron")  # nor has a check in a note
    page.locator("form.check [type=radio]").first.check()
    page.goto(f"{address}/notes")
    page.goto(f"{address}/notes/neuron")
    expect(page.locator("form.check [type=radio]").first).to_be_checked()

    page = page.context.new_page()  # the browser was closed meanwhile
    page.goto(where)
    expect(page.get_by_role("textbox", name="What is wrong")).to_have_value("a typo")
    expect(page.get_by_role("textbox", name="Note to yourself")).to_have_value("look up the rule")
    click(page, "Send")
    page.goto(where)  # folded in again, as nothing is left to send
    expect(page.get_by_role("textbox", name="What is wrong")).to_have_count(0)


def test_what_could_not_be_stored_waits_in_the_tab_when_its_page_is_left(
    page: Page, app: Flask, address: str, number
) -> None:
    sign_in(page, address)
    asked = f"{address}/practice/{number('short_answer')}"
    box = page.locator("main form").get_by_role("textbox").first

    def comes_back(where: str) -> None:
        with locked(app.extensions["sessions"].kw["bind"]):
            page.goto(where)
            box.fill("0.5")
            click(page, "Submit")
            expect(page.get_by_text("What you wrote is still here")).to_be_visible()
            page.get_by_role("link", name="Plan").first.click()
            page.wait_for_url("**/plan")
            page.goto(where.partition("?")[0])
            expect(box).to_have_value("0.5")

    comes_back(f"{asked}?topic=neuron")
    page.goto(f"{address}/mock")
    click(page, "15 minutes")
    while not box.count():
        click(page, "Skip")
    comes_back(page.url)
