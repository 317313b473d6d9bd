"""Refused answers stay on the device until the learner has seen why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import func, select, update

from quizapp.models import Attempt, Learner, Revision
from quizapp.web.extensions import db
from tests.web.browsing import works_offline
from tests.web.test_offline import answered, attempts, packed, pass_by, practise, sent, take_along
from tests.web.visitor import Visitor

pytestmark = works_offline

KEPT = """change => new Promise((resolve, reject) => {
    const asked = indexedDB.open("quizapp", 1);
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
        const work = asked.result.transaction("answers", "readwrite");
        const answers = work.objectStore("answers");
        const all = answers.getAll();
        all.onsuccess = () => change
            && answers.put({ ...all.result[change.place], ...change.fields });
        work.oncomplete = () => { asked.result.close(); resolve(all.result); };
    };
})"""


def kept(page: Page) -> list[dict[str, Any]]:
    """The answers in the browser's own database."""
    found: list[dict[str, Any]] = page.evaluate(KEPT)
    return found


def change(page: Page, place: int, **fields: object) -> None:
    page.evaluate(KEPT, {"place": place, "fields": fields})


def answer_offline(page: Page, address: str, count: int) -> None:
    take_along(page, address)
    page.context.set_offline(True)
    practise(page)
    for _ in range(count):
        pass_by(page)


def test_a_refused_answer_stays_and_every_page_says_so_until_it_is_removed(
    page: Page, address: str, app: Flask
) -> None:
    answer_offline(page, address, 2)
    change(page, 0, fingerprint="another", responses={"answer": "0.25"}, written=["0.25"])
    title = kept(page)[0]["title"]
    page.context.set_offline(False)
    page.goto(f"{address}/notes")
    expect(page.get_by_text("1 answer from offline marked and counted.")).to_be_visible()
    expect(page.get_by_text("1 answer couldn't be counted: The server draws")).to_be_visible()
    assert len(attempts(app)) == 1
    (left,) = kept(page)
    assert left["responses"] == {"answer": "0.25"}
    assert left["statement"]
    page.goto(f"{address}/plan")
    page.get_by_role("link", name="See what you answered").click()
    refused = page.get_by_role("listitem").filter(has_text="Update quizapp")
    expect(refused).to_contain_text(title)
    refused.get_by_text("What you answered").click()
    expect(refused.get_by_text("0.25", exact=True)).to_be_visible()
    expect(page.get_by_text("Answered here, not sent yet")).to_be_hidden()
    page.get_by_role("button", name=f"Remove answer to {title}").click()
    expect(page.get_by_role("heading", name="Not counted", exact=True)).to_be_hidden()
    assert kept(page) == []
    page.goto(f"{address}/notes")
    expect(page.get_by_text("couldn't be counted")).to_have_count(0)


def test_a_refused_answer_can_be_sent_again(page: Page, address: str, app: Flask) -> None:
    answer_offline(page, address, 1)
    fingerprint = kept(page)[0]["fingerprint"]
    change(page, 0, fingerprint="another")
    page.context.set_offline(False)
    page.goto(f"{address}/offline")
    expect(page.get_by_role("heading", name="Not counted", exact=True)).to_be_visible()
    change(page, 0, fingerprint=fingerprint)
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("1 answer marked in full and counted")).to_be_visible()
    expect(page.get_by_role("heading", name="Not counted", exact=True)).to_be_hidden()
    assert len(attempts(app)) == 1
    assert kept(page) == []


@pytest.mark.parametrize(
    "broken",
    [
        {"question_id": 999_999},
        {"responses": {"nothing": "1"}},
        {"responses": {"answer": "x" * 300_000}},  # too large, with the others and alone
        {"key": "?"},
    ],
)
def test_a_refused_answer_does_not_affect_others_and_is_kept(
    page: Page, address: str, app: Flask, broken: dict[str, object]
) -> None:
    answer_offline(page, address, 3)
    change(page, 0, **broken)
    count = len(kept(page))
    page.context.set_offline(False)
    page.goto(f"{address}/notes")
    expect(page.get_by_text("couldn't be counted")).to_be_visible()
    assert len(attempts(app)) == count - 1
    assert len(kept(page)) == 1


def test_a_device_whose_clock_is_years_off_uses_the_servers_time(
    page: Page, address: str, app: Flask
) -> None:
    page.clock.install(time="1970-01-02T10:00:00Z")
    answer_offline(page, address, 1)
    page.context.set_offline(False)
    page.goto(f"{address}/notes")
    expect(page.get_by_text("1 answer from offline marked and counted.")).to_be_visible()
    (stored,) = attempts(app)
    assert abs(datetime.now(UTC) - stored.created_at) < timedelta(minutes=5)


@pytest.mark.parametrize(
    "claims",
    [
        {"answered_at": "1970-01-01T00:00:00Z"},
        {"answered_at": "0001-01-01T00:00:00Z"},
        {"answered_at": "0001-01-01T00:00:00+14:00"},
        {"answered_at": "9999-12-31T23:59:59-14:00"},
        {"answered_at": "yesterday"},
        {"duration_seconds": -3600},
        {"duration_seconds": 1e9},
        {"hints_used": 10**9},
        {"answered_at": "never", "duration_seconds": "long", "hints_used": -1},
    ],
)
def test_an_answer_counts_whatever_time_its_device_claims(
    visitor: Visitor, claims: dict[str, Any]
) -> None:
    first, second, *_ = map(answered, packed(visitor)["questions"])
    outcomes = sent(visitor, first | claims, second)
    assert [each["outcome"] for each in outcomes] == ["stored", "stored"]
    for moment in (
        visitor.ask(select(func.min(Attempt.created_at))),
        visitor.ask(select(func.max(Attempt.created_at))),
    ):
        assert abs(datetime.now(UTC) - moment) < timedelta(minutes=5)
    assert visitor.ask(select(func.max(Attempt.duration_seconds))) is None
    assert visitor.get("/progress").status_code == 200


def test_a_plausible_time_is_kept(visitor: Visitor, app: Flask) -> None:
    first, *_ = map(answered, packed(visitor)["questions"])
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    with app.app_context():
        db.session.execute(update(Learner).values(created_at=long_ago))
        assert db.session.scalar(select(func.max(Revision.created_at))) <= long_ago
        db.session.commit()
    sent(visitor, first | {"answered_at": "2026-02-03T04:05:06+02:00"})
    stored = visitor.ask(select(Attempt.created_at))
    assert stored == datetime(2026, 2, 3, 2, 5, 6, tzinfo=UTC)


def test_a_different_answer_with_the_same_key_is_not_taken_for_the_first(visitor: Visitor) -> None:
    first = next(
        answered(one) for one in packed(visitor)["questions"] if one["sheet"]["parts"][0]["kind"]
        == "number" and len(one["sheet"]["parts"]) == 1
    )  # fmt: skip
    assert sent(visitor, first | {"responses": {"answer": "0.5"}})[0]["outcome"] == "stored"
    assert sent(visitor, first | {"responses": {"answer": " 0.5 "}})[0]["outcome"] == "known"
    (other,) = sent(visitor, first | {"responses": {"answer": "0.7"}})
    assert other["outcome"] == "refused"
    assert "already answered" in other["detail"]
