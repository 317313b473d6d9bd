"""The plan page: making, changing and following a plan."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from quizapp.models import Plan
from quizapp.web.extensions import db
from tests.web.accessibility import violations
from tests.web.browsing import click, show_solution, sign_in
from tests.web.forms import forms
from tests.web.visitor import LEARNER, Visitor

SOON = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()
FORM = {"minutes": 25, "time_zone": "UTC", "skill": "neuron"}


def test_a_plan_can_be_made_and_followed_and_shows_the_forecast(visitor: Visitor) -> None:
    assert "When is your interview?" in visitor.get("/").text
    visitor.get("/plan")
    page = visitor.post("/plan", day=SOON, minutes=15, time_zone="Europe/Berlin")
    assert "to the interview." in page.text
    assert "no correct answer yet" in page.text
    assert "The days left" in page.text
    assert "1 new" in page.text
    assert "have covered every topic by" in page.text
    assert "The neuron" in page.text
    visitor.get("/")
    asked = visitor.post("/practice", follow=False, topic="plan")
    assert "/practice/" in asked.location
    assert "topic=plan" in asked.location
    visitor.get(asked.location)
    visitor.open("true_false")
    visitor.answer("true_false", answer="true")
    assert "choose topics in" in visitor.get("/mock").text  # for it names none
    after = visitor.get("/plan").text
    assert "% to " in after
    assert "no correct answer yet" not in after.partition("The neuron")[2].partition("</tr>")[0]


def test_a_past_or_invalid_day_comes_back_with_advice_and_everything_typed(
    visitor: Visitor,
) -> None:
    visitor.get("/plan")
    over = visitor.post("/plan", day="2020-01-01", minutes=25, time_zone="UTC", skill="neuron")
    assert over.status_code == 422
    assert "That day is over" in over.text
    assert 'value="2020-01-01"' in over.text
    assert 'value="25"' in over.text
    assert 'value="neuron" checked' in over.text
    assert visitor.post("/plan", day="tomorrow").status_code == 422
    assert visitor.post("/plan", day="", minutes=3).status_code == 422
    strange = visitor.post("/plan", day="", minutes=20, time_zone="UTC", skill="nothing")
    assert strange.status_code == 200


@pytest.mark.parametrize(
    ("field", "slip", "advice"),
    [
        ("time_zone", "Mars/Olympus", "isn&#39;t a time zone we know"),
        ("time_zone", "GMT+1", "isn&#39;t a time zone we know"),
        ("time_zone", "../etc", "isn&#39;t a time zone we know"),
        ("time_zone", "x" * 300, "isn&#39;t a time zone we know"),
        ("time_zone", "Etc/Unknown", "isn&#39;t a time zone we know"),
        ("time_zone", "  ", "Choose the time zone"),
        ("time_zone", "", "Choose the time zone"),
        ("minutes", "abc", "from 5 to 240"),
        ("minutes", "-5", "from 5 to 240"),
        ("minutes", "20.5", "from 5 to 240"),
        ("minutes", "1e2", "from 5 to 240"),
        ("minutes", "", "from 5 to 240"),
        ("minutes", "4", "from 5 to 240"),
        ("minutes", "9" * 5000, "from 5 to 240"),
    ],
)
def test_a_mistake_in_the_plan_is_reported_and_kept_as_it_was_typed(
    visitor: Visitor, field: str, slip: str, advice: str
) -> None:
    visitor.get("/plan")
    back = visitor.post("/plan", **FORM | {"day": SOON, field: slip})
    assert back.status_code == 422
    assert advice in back.text
    assert re.search(rf'name="{field}"[^>]* value="{re.escape(slip)}"', back.text)
    assert f'value="{SOON}"' in back.text
    assert visitor.ask(select(Plan.time_zone)) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("europe/berlin", "Europe/Berlin"), (" AMERICA/new_york ", "America/New_York"),
     ("America/Los Angeles", "America/Los_Angeles"), ("utc", "UTC"),
     ("asia/calcutta", "Asia/Calcutta"), ("US/Pacific-New", "US/Pacific-New"),
     ("Europe/Kiev", "Europe/Kiev"), ("Europe/Kyiv", "Europe/Kyiv")],
)  # fmt: skip
def test_a_zone_is_understood_however_it_is_capitalised(
    visitor: Visitor, typed: str, kept: str
) -> None:
    visitor.get("/plan")
    page = visitor.post("/plan", **FORM | {"day": SOON, "time_zone": typed})
    assert visitor.ask(select(Plan.time_zone)) == kept
    assert "doesn't know the time zone" not in page.text


def test_a_zone_that_only_the_browser_knows_is_kept_and_reported(visitor: Visitor) -> None:
    new = "Antarctica/New_Station"
    visitor.get("/plan")
    page = visitor.post("/plan", **FORM | {"day": "", "time_zone": new, "browser_zone": new})
    assert visitor.ask(select(Plan.time_zone)) == new
    assert f"This server doesn't know the time zone “{new}”" in page.text
    visitor.post("/plan", **FORM | {"day": SOON, "time_zone": new, "minutes": 50})
    assert visitor.ask(select(Plan.minutes_a_day)) == 50
    assert visitor.ask(select(Plan.time_zone)) == new


def test_whoever_moved_is_told_and_switches_with_one_button(visitor: Visitor) -> None:
    visitor.get("/plan")
    visitor.post("/plan", day="", minutes=25, time_zone="Asia/Tokyo", skill="neuron")
    visitor.client.set_cookie("zone", "Asia/Seoul")  # whose clock shows the same
    assert "Switch time zone" not in visitor.get("/plan").text
    visitor.client.set_cookie("zone", "America/Los_Angeles")
    (form,) = [form for form in forms(visitor.get("/plan").text)
               if form.sent().get("time_zone") == ["America/Los_Angeles"]]  # fmt: skip
    moved = visitor.client.post("/plan", data=form.sent(), follow_redirects=True).text
    assert "Switch time zone" not in moved
    with visitor.app.app_context():
        kept = db.session.scalars(select(Plan)).one()
        assert (kept.time_zone, kept.minutes_a_day, kept.skills) == (
            "America/Los_Angeles", 25, ["neuron"],
        )  # fmt: skip


def test_a_guests_plan_is_kept_in_the_account(visitor: Visitor) -> None:
    visitor.get("/plan")
    visitor.post("/plan", day=SOON, minutes=35, time_zone="UTC")
    visitor.sign_in(LEARNER)
    visitor.post("/sign-in/guest", action="add")
    assert 'value="35"' in visitor.get("/plan").text


def test_after_the_interview_the_plan_says_so_and_offers_a_new_date_or_none(
    visitor: Visitor, app: Flask
) -> None:
    visitor.get("/plan")
    visitor.post("/plan", day=SOON, **FORM)
    with app.app_context():
        kept = db.session.scalars(select(Plan)).one()
        kept.interview_on = date(2026, 1, 2)
        db.session.commit()
    page = visitor.get("/plan").text
    assert "Your interview was on 2 January 2026" in page
    assert "days to the interview" not in page
    assert 'value="2026-01-02"' not in page
    visitor.post("/plan", **FORM | {"day": "", "no_date": "1"})
    assert "No date set, so this plan covers the next month" in visitor.get("/plan").text
    visitor.post("/plan", **FORM | {"day": SOON})
    assert "9 days to the interview" in visitor.get("/plan").text


def test_a_new_plan_claims_nothing_it_cannot_know(visitor: Visitor) -> None:
    visitor.get("/plan")
    page = visitor.post("/plan", day=SOON, minutes=15, time_zone="UTC").text
    assert "between 0%" not in page
    assert "No forecast yet" in page
    assert "if you stop now" not in page, "nor does the curve"
    assert "autofocus" not in page


def test_the_browser_suggests_its_time_zone_if_none_was_chosen(
    browser: Browser, address: str
) -> None:
    with browser.new_context(timezone_id="Asia/Tokyo") as abroad:
        page = abroad.new_page()
        page.goto(f"{address}/plan")
        expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")
        assert page.locator("option").count() == 0
        page.get_by_label("Time zone").fill("Europe/Berlin")
        assert page.locator("#zones option").count() > 400
        click(page, "Make the plan")
        expect(page.get_by_label("Time zone")).to_have_value("Europe/Berlin")
        assert "Asia/Tokyo" in {each["value"] for each in abroad.cookies()}


def test_a_browser_that_travels_says_so_at_the_next_page(browser: Browser, address: str) -> None:
    with browser.new_context(timezone_id="UTC") as at_home:
        page = at_home.new_page()
        page.goto(f"{address}/plan")
        click(page, "Make the plan")
        page.goto(f"{address}/")
        expect(page.get_by_text("this device is in")).to_have_count(0)
        kept = at_home.storage_state()
    with browser.new_context(timezone_id="Pacific/Auckland", storage_state=kept) as abroad:
        page = abroad.new_page()
        page.goto(f"{address}/")
        expect(page.get_by_text("this device is in Pacific/Auckland")).to_be_visible()
        page.get_by_role("link", name="Change it in your plan").click()
        click(page, "Switch time zone")
        expect(page.get_by_label("Time zone")).to_have_value("Pacific/Auckland")
        expect(page.get_by_text("this device is in")).to_have_count(0)


def test_a_plan_that_is_done_or_over_is_accessible_at_every_width(
    page: Page, address: str, app: Flask
) -> None:
    sign_in(page, address)
    page.goto(f"{address}/plan")
    click(page, "Make the plan")
    page.goto(f"{address}/practice/{Visitor(app).number('network')}")
    show_solution(page)
    for state, changes in (
        ("Done for today", {"minutes_a_day": 0, "interview_on": date.today() + timedelta(days=30)}),
        ("interview was on", {"interview_on": date(2026, 1, 2)}),
    ):
        with app.app_context():
            kept = db.session.scalars(select(Plan)).one()
            for name, value in changes.items():
                setattr(kept, name, value)
            db.session.commit()
        page.goto(f"{address}/plan")
        expect(page.get_by_text(state)).to_be_visible()
        for folded in page.locator("details summary").all():
            folded.click()
        assert violations(page) == [], state
        for width in (320, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, state


def test_a_mistyped_zone_stays_in_its_field_although_the_browser_knows_its_own(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/plan")
    page.get_by_label("Time zone").fill("Mars/Olympus")
    click(page, "Make the plan")
    expect(page.get_by_role("alert")).to_contain_text("Mars/Olympus")
    expect(page.get_by_label("Time zone")).to_have_value("Mars/Olympus")
