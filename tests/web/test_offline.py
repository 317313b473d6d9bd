"""Practising offline, and counting it once when online again."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from quizapp.kinds._base import FOLDER
from quizapp.models import Attempt, Learner
from quizapp.web.extensions import db
from tests.web.browsing import IN_CACHE, sign_in, works_offline
from tests.web.visitor import LEARNER, Visitor

pytestmark = works_offline


def take_along(page: Page, address: str) -> None:
    page.goto(f"{address}/offline")
    page.evaluate(IN_CACHE, "/offline")
    page.get_by_role("button", name="Download 20 questions").click()
    begin = page.get_by_role("button", name="Practise", exact=True)
    expect(begin).to_be_visible(timeout=30_000)  # the server makes 20 exercises first


def practise(page: Page) -> None:
    page.get_by_role("button", name="Practise", exact=True).click()


def go_offline(page: Page, address: str) -> None:
    """Practise what was downloaded, without a connection."""
    take_along(page, address)
    page.context.set_offline(True)
    practise(page)


def until(page: Page, kind: str) -> None:
    """Skip questions until one of this kind is asked."""
    while f"· {kind} ·" not in str(page.locator(".overline").text_content()):
        pass_by(page)


def pass_by(page: Page) -> None:
    page.get_by_text("Show the solution").click()
    page.get_by_role("button", name="Show it").click()
    page.locator("[data-next]").click()


def result(page: Page) -> Any:
    return expect(page.get_by_role("region", name="Mark"))


def attempts(app: Flask) -> list[Attempt]:
    with app.app_context():
        return list(db.session.scalars(select(Attempt).order_by(Attempt.created_at)))


def test_a_pack_is_answered_offline_and_counted_once_online(
    page: Page, address: str, app: Flask
) -> None:
    take_along(page, address)
    page.context.set_offline(True)
    page.goto(f"{address}/progress")
    expect(page.get_by_text("You're offline, so")).to_be_visible()
    expect(page.get_by_role("button", name="Download 20 questions")).to_be_hidden()
    practise(page)
    until(page, "Number")
    page.get_by_role("textbox").fill("0.105")
    page.keyboard.press("Enter")
    result(page).to_contain_text("That is the slope")
    page.reload()
    expect(page.get_by_text("Answered here, not sent yet")).to_be_visible()
    before = page.evaluate("localStorage.getItem('unsent')")
    assert not attempts(app)
    page.context.set_offline(False)
    page.goto(f"{address}/offline")
    expect(page.get_by_text("marked in full and counted")).to_be_visible()
    stored = attempts(app)
    assert len(stored) == int(before)
    assert {attempt.door for attempt in stored} == {"offline"}
    assert stored[-1].responses == {"answer": "0.105"}
    assert stored[-1].mark["parts"]["answer"]["verdict"] == "misconception:slope_instead_of_value"
    page.reload()
    expect(page.get_by_role("button", name="Practise", exact=True)).to_be_visible()
    assert len(attempts(app)) == len(stored)


def test_what_was_answered_offline_is_sent_from_any_page(
    page: Page, address: str, app: Flask
) -> None:
    go_offline(page, address)
    pass_by(page)
    page.context.set_offline(False)
    page.goto(f"{address}/notes")
    expect(page.get_by_text("1 answer from offline marked and counted.")).to_be_visible()
    assert len(attempts(app)) == 1


def test_a_network_waits_for_the_servers_mark(page: Page, address: str, app: Flask) -> None:
    go_offline(page, address)
    while "network" not in str(page.locator("h1").last.text_content()):
        pass_by(page)
    blanks = page.get_by_role("textbox")
    count = blanks.count()
    for index in range(count):
        blanks.nth(index).fill("0.7654")
    page.get_by_role("button", name="Submit", exact=True).click()
    result(page).to_contain_text("Marked in full when you're back online")
    result(page).to_contain_text("0 of")
    expect(page.get_by_text("Waiting until you're back online")).to_have_count(count)


def test_unreadable_answers_are_reported_and_drafts_survive(page: Page, address: str) -> None:
    go_offline(page, address)
    until(page, "Number")
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("entered. Fill in what's missing, or submit")
    expect(page.get_by_role("button", name="Submit anyway")).to_be_visible()
    page.get_by_role("textbox").fill("1,234")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("1,234 could mean 1.234 or 1234")
    page.reload()
    practise(page)
    expect(page.get_by_role("textbox")).to_have_value("1,234")


def test_choosing_answering_and_continuing_works_by_keyboard(page: Page, address: str) -> None:
    go_offline(page, address)
    until(page, "Single choice")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    result(page).to_contain_text(re.compile("Correct|Not quite"))
    page.keyboard.press("n")
    expect(page.get_by_role("region", name="Mark")).to_be_hidden()


def test_the_points_of_a_text_are_ticked_before_its_model_answer_is_shown(
    page: Page, address: str
) -> None:
    go_offline(page, address)
    until(page, "Explain")
    page.get_by_role("textbox").fill("It shifts the curve.")
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("textbox")).to_have_value("It shifts the curve.")
    page.get_by_role("checkbox").first.check()
    expect(model := page.get_by_role("heading", name="A model answer")).to_have_count(0)
    page.get_by_role("button", name="Submit", exact=True).click()
    result(page).to_contain_text("Waiting until you're back online")
    expect(model).to_be_visible()


def test_answers_of_one_learner_are_not_sent_for_another_unasked(
    page: Page, address: str, app: Flask
) -> None:
    go_offline(page, address)
    pass_by(page)
    page.context.set_offline(False)
    page.evaluate("localStorage.removeItem('unsent')")
    page.context.clear_cookies()
    sign_in(page, address)
    page.goto(f"{address}/offline")
    expect(page.get_by_text("Send them only if they're yours")).to_be_visible()
    assert not attempts(app)
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("1 answer marked in full and counted")).to_be_visible()
    assert len(attempts(app)) == 1


def test_no_cached_file_shows_who_was_signed_in(page: Page, address: str) -> None:
    sign_in(page, address)
    take_along(page, address)
    kept = page.evaluate("""async () => {
        const cache = await caches.open((await caches.keys())[0]);
        return (await cache.match("/offline")).text();
    }""")
    assert "Practise offline" in kept
    assert "Ada" not in kept
    assert "csrf" not in kept


def sent(visitor: Visitor, *answers: dict[str, Any]) -> Any:
    token = visitor.client.get("/offline/who").json["csrf_token"]
    answer = visitor.client.post(
        "/offline/answers", json={"attempts": list(answers)}, headers={"X-CSRFToken": token}
    )
    return answer.json["outcomes"] if answer.status_code == 200 else answer.status_code


def packed(visitor: Visitor) -> dict[str, Any]:
    token = visitor.client.get("/offline/who").json["csrf_token"]
    return visitor.client.post("/offline/pack", headers={"X-CSRFToken": token}).json


def answered(question: dict[str, Any]) -> dict[str, Any]:
    same = {name: question[name] for name in ("question_id", "revision", "seed", "fingerprint")}
    return same | {"key": str(uuid.uuid4()), "responses": {}, "leave_blank": True,
                   "door": "offline"}  # fmt: skip


def test_an_answer_that_is_sent_twice_is_counted_once(visitor: Visitor) -> None:
    first, second, *_ = map(answered, packed(visitor)["questions"])
    assert [each["outcome"] for each in sent(visitor, first)] == ["stored"]
    assert [each["outcome"] for each in sent(visitor, first, second)] == ["known", "stored"]
    assert visitor.attempts() == 2


def test_two_devices_send_their_answers_to_one_account(app: Flask) -> None:
    phone, laptop = Visitor(app), Visitor(app)
    for device in (phone, laptop):
        device.sign_in(LEARNER)
        sent(device, *map(answered, packed(device)["questions"]))
    whose = select(Learner.email).join(Attempt, Attempt.learner_id == Learner.id).distinct()
    assert phone.ask(whose) == LEARNER
    assert phone.attempts() == 2 * len(packed(phone)["questions"])


@pytest.mark.parametrize("body", [{}, {"key": "x" * 36, "question_id": "?"}])
def test_invalid_answers_are_refused(visitor: Visitor, body: dict[str, Any]) -> None:
    assert sent(visitor, body) == 400
    assert visitor.attempts() == 0


def test_the_pack_holds_every_kind_that_a_page_can_mark(visitor: Visitor) -> None:
    kinds = {part["kind"] for one in packed(visitor)["questions"] for part in one["sheet"]["parts"]}
    assert kinds == {script.parent.name for script in FOLDER.glob("*/marking.js")}


def test_the_app_has_its_icons_in_their_sizes(visitor: Visitor) -> None:
    manifest = json.loads(visitor.client.get("/manifest.webmanifest").text)
    assert manifest["display"] == "standalone"
    assert visitor.client.get(manifest["start_url"]).status_code == 200
    for icon in manifest["icons"]:
        picture = visitor.client.get(icon["src"])
        assert picture.content_type.startswith(icon["type"])
        if icon["type"] == "image/png":
            width, height = (int.from_bytes(picture.data[at : at + 4]) for at in (16, 20))
            assert icon["sizes"] == f"{width}x{height}"


def test_the_worker_serves_the_whole_site_and_keeps_what_exists(visitor: Visitor) -> None:
    worker = visitor.client.get("/sw.js")
    assert worker.content_type.startswith("text/javascript")
    kept = json.loads(re.search(r"KEPT = (\[.*?\]);", worker.text)[1])
    assert {visitor.client.get(path).status_code for path in kept} == {200}
