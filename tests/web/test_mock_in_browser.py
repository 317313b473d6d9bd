"""The mock interview in a real browser: by keyboard, with a running clock, and printed."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserType, Page, expect
from sqlalchemy import update

from quizapp.models import Interview
from quizapp.web.extensions import db
from tests.web.browsing import click, follow, press, until


def begin(page: Page, address: str) -> None:
    page.goto(f"{address}/mock")
    click(page, "15 minutes")


def let_pass(app: Flask, seconds: float) -> None:
    """Set the clock of the only interview."""
    with app.app_context():
        db.session.execute(update(Interview).values(spent_seconds=seconds))
        db.session.commit()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(60):
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
        press(page, "Tab")
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def answer(page: Page) -> None:
    """Answer whatever is asked, using only the keyboard."""
    main = page.locator("main")
    if main.get_by_role("textbox").count() > 1:  # Enter leads from blank to blank
        tab_to(page, "main input:not([type=hidden])")
        for _ in range(main.get_by_role("textbox").count() - 1):
            page.keyboard.type("0.5")
            press(page, "Enter")
        page.keyboard.type("0.5")
        follow(page, "Enter")
    elif main.locator("select, .movable").count():  # an order has either, by and by
        tab_to(page, "button[value=skip]")
        follow(page, "Enter")
    elif main.locator(".option").count():
        press(page, "1")
        follow(page, "Enter")
    elif main.locator("textarea").count():
        tab_to(page, "main textarea")
        page.keyboard.type("It moves the boundary.")
        follow(page, "Control+Enter")
    else:
        tab_to(page, "main input:not([type=hidden])")
        page.keyboard.type("0.5")
        follow(page, "Enter")


@pytest.mark.parametrize("seed", [2, 9])  # with the latter an order is asked for early
def test_an_interview_by_keyboard_alone_from_start_to_debrief(
    page: Page, address: str, app: Flask, seed: int
) -> None:
    app.config["CHANCE"] = random.Random(seed)
    page.goto(f"{address}/mock")
    follow(page, "Enter")
    expect(page.get_by_text("30 min left")).to_be_visible()
    for number in range(2, 6):
        answer(page)
        expect(page.get_by_text(f"Question {number} ·")).to_be_visible()
        expect(page.locator("main")).not_to_contain_text("Not quite")
    tab_to(page, "button[value=end]")
    follow(page, "Enter")
    tab_to(page, "button[value=end]")
    follow(page, "Enter")
    expect(page.get_by_role("heading", name="Debrief")).to_be_visible()
    expect(page.get_by_text("Question by question")).to_be_visible()
    tab_to(page, "input[name=point]")
    press(page, "Space")
    tab_to(page, ".asked-of form button:not(.small)")
    follow(page, "Enter")
    expect(page.get_by_text("Which of them did you make")).to_have_count(0)


def test_a_reload_keeps_the_clock_and_the_text(page: Page, address: str, app: Flask) -> None:
    begin(page, address)
    let_pass(app, 301)
    with page.expect_response(lambda said: "It moves" in (said.request.post_data or "")):
        page.get_by_role("textbox", name="Your answer").fill("It moves")
    expect(page.get_by_text("10 min left")).to_be_visible()
    page.reload()
    expect(page.get_by_text("10 min left")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value("It moves")


def test_when_time_is_up_the_page_submits_what_was_typed(
    page: Page, address: str, app: Flask
) -> None:
    begin(page, address)
    let_pass(app, 897)
    page.get_by_role("textbox", name="Your answer").fill("Half a thought")
    expect(page.get_by_role("heading", name="Debrief")).to_be_visible()
    expect(page.get_by_text("Half a thought")).to_be_visible()


def test_the_last_minute_is_announced_once(page: Page, address: str, app: Flask) -> None:
    begin(page, address)
    let_pass(app, 780)  # early enough for a slow machine to load the page in between
    page.clock.install()
    page.reload()
    expect(page.locator("[data-announce]")).to_be_empty()
    let_pass(app, 842)  # of which the page hears within 20 seconds
    page.clock.fast_forward(62_000)
    expect(page.locator("[data-announce]")).to_have_text("1 min left")
    expect(page.locator("[data-left]")).to_have_text(re.compile("^(1 min|60 s|50 s) left$"))


def test_a_pause_elsewhere_stops_this_page_too(page: Page, address: str) -> None:
    begin(page, address)
    other = page.context.new_page()
    other.goto(page.url)
    click(other, "Pause")
    page.get_by_role("textbox", name="Your answer").fill("Still here")
    expect(page.get_by_role("heading", name="Paused")).to_be_visible()


def test_a_machine_that_slept_asks_before_it_counts_the_time(
    page: Page, address: str, app: Flask
) -> None:
    begin(page, address)
    asleep = datetime.now(UTC) - timedelta(hours=8)
    with app.app_context():
        db.session.execute(update(Interview).values(running_since=asleep))
        db.session.commit()
    page.get_by_role("textbox", name="Your answer").fill("Good morning")
    expect(page.get_by_role("heading", name="Are you back?")).to_be_visible()
    page.get_by_role("button", name="Continue", exact=True).click()
    expect(page.get_by_text("15 min left")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value("Good morning")


def test_the_printed_debrief_is_white_and_has_nothing_interactive(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    begin(page, address)
    answer(page)
    click(page, "End the interview")
    click(page, "End it now")
    expect(page.get_by_role("heading", name="Debrief")).to_be_visible()
    if page.get_by_role("button", name="Submit").count():  # then the model answer comes
        click(page, "Submit")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("heading", name="Debrief")).to_be_visible()
    for gone in ("nav[aria-label=Main]", "main form", "main button", "summary"):
        for found in page.locator(gone).all():
            expect(found).to_be_hidden()
    for kept in (".debrief tbody tr", "blockquote", ".model"):
        expect(page.locator(kept).first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 251, 249)"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_a_spoken_answer_is_recorded_on_the_device_only(
    address: str, browser_type: BrowserType, browser_type_launch_args: dict[str, Any]
) -> None:
    fake = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    args = browser_type_launch_args | {"args": [*browser_type_launch_args["args"], *fake]}
    with browser_type.launch(**args) as own:
        page = own.new_page()
        sent: list[bytes] = []
        page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
        begin(page, address)
        page.get_by_role("button", name="Say it aloud").click()
        expect(page.get_by_role("timer")).to_have_text("0:01")
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_role("textbox", name="Your answer")).to_have_value(
            re.compile(r"^\[Spoken answer, 0:0\d\]$")
        )
        until(page, "document.querySelector('audio').readyState >= 1")
        click(page, "Submit")
        assert max(map(len, sent)) < 2000
