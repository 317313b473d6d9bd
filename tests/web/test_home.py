"""The first page: one thing to do next, for somebody new and for somebody who comes back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from quizapp.models import Attempt, Plan
from tests.web.visitor import Visitor

SOON = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()


def first_button(page: str) -> str:
    """The words on the button that Enter presses."""
    found = re.search(r'<button class="primary"[^>]*autofocus>([^<]*)', page)
    assert found
    return found[1]


def asks(visitor: Visitor) -> str:
    """The address of the form of the question on the page."""
    found = re.search(r'action="(/practice/\d+)"', visitor.page.text)
    assert found
    return found[1]


def test_a_new_learner_has_one_action_and_sees_what_there_is(visitor: Visitor) -> None:
    page = visitor.get("/").text
    assert first_button(page) == "Get started"
    assert page.count('class="primary"') == 1
    network = page[page.index('class="first"') : page.index('class="offers"')]
    assert network.index("Get started") < network.index('class="hero"')  # the action comes first
    layers = [f'class="{layer}"' for layer in ("hidden", "output", "last", "early")]
    assert [network.count(layer) for layer in layers] == [1] * 4  # each appears in its turn
    ways = re.findall(r'<li><a href="([^"]+)"', page)
    assert {"/plan", "/mock", "/whiteboard", "/see", "/lab", "/notes"} <= set(ways)


def test_the_first_run_leads_over_a_placement_to_the_first_day(visitor: Visitor) -> None:
    visitor.client.set_cookie("zone", "Asia/Tokyo")
    visitor.get("/")
    visitor.page = visitor.post("/start", day=SOON, level="2")
    assert visitor.ask(select(Plan.time_zone)) == "Asia/Tokyo"
    assert (visitor.ask(select(Plan.level)), visitor.ask(select(Plan.minutes_a_day))) == (2, 20)
    assert "Question <strong>1</strong> of at most 10" in visitor.page.text
    assert "Show the solution" not in visitor.page.text
    assert first_button(visitor.get("/").text) == "Find my level: question 1 of 10"
    visitor.post("/placement")
    where = asks(visitor)  # there is one topic, so it is the only question
    end = visitor.post(where, **visitor.hidden() | {"action": "solution"})
    assert visitor.ask(select(Attempt.door)) == "placement"
    assert "Where you stand" in end.text
    assert "The neuron <span" in end.text
    assert first_button(end.text) == "Start day 1"
    assert "Find my level" in visitor.get("/plan").text
    again = visitor.post("/placement/again")
    assert "Question <strong>1</strong> of at most 10" in again.text
    where, asked = asks(visitor), visitor.hidden()
    end = visitor.post(where, **asked | {"action": "solution"})
    twice = visitor.post(where, **asked | {"action": "solution", "token": "of another tab"})
    assert "your first answer counts" in twice.text
    assert "Topics: 1 no correct answer yet." in end.text
    assert "0 of 1 correct" in end.text  # the latest placement, whose first one stays in the log
    assert visitor.attempts() == 2
    visitor.post("/practice", topic="plan")
    assert re.search(r"<strong>1 of \d+</strong>", visitor.page.text)  # the placement is no part


def test_who_skips_the_questions_starts_with_today(visitor: Visitor) -> None:
    home = visitor.post("/start", action="skip")
    assert first_button(home.text) == "Start today"
    assert visitor.ask(select(Plan.interview_on)) is None
    again = Visitor(visitor.app)
    assert "That day is over" in again.post("/start", day="2020-01-01").text


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])  # never one day
def test_without_a_plan_an_answer_counts_on_the_browsers_day(visitor: Visitor, zone: str) -> None:
    visitor.client.set_cookie("zone", zone)
    visitor.open("true_false")
    visitor.answer("true_false", answer="true")
    assert visitor.ask(select(Attempt.day)) == datetime.now(ZoneInfo(zone)).date()
    assert "<dt>Days in a row</dt><dd>1</dd>" in visitor.get("/progress").text


def test_a_day_counts_up_ends_with_a_look_back_and_can_go_on(visitor: Visitor) -> None:
    visitor.post("/start", day=SOON, action="skip")
    visitor.post("/practice", topic="plan")
    total = re.search(r"<strong>1 of (\d+)</strong>", visitor.page.text)
    assert total
    for number in range(1, int(total[1]) + 1):
        assert f"{number} of {total[1]}</strong>" in visitor.page.text
        assert "min left" in visitor.page.text
        visitor.post(asks(visitor), **visitor.hidden() | {"action": "solution"})
        if number == 1:
            assert first_button(visitor.get("/").text) == f"Continue: 1 of {total[1]} today"
            assert "Today so far" in visitor.get("/today").text
        end = visitor.post("/practice", topic="plan")
    assert "Done for today" in end.text
    assert "Days in a row" in end.text
    assert "Tomorrow" in end.text
    home = visitor.get("/").text
    assert "Done for today" in home
    assert first_button(home) == "Keep practising"
    assert "Done for today" in visitor.get("/plan").text
    more = visitor.post("/practice", topic="more")
    assert "Done for today</strong>" in more.text
    feed = re.search(r'href="(/calendar/[^"]+)"', end.text)
    assert feed
    calendar = Visitor(visitor.app).get(feed[1])  # a calendar program has no cookies
    assert calendar.content_type == "text/calendar; charset=utf-8"
    assert "SUMMARY:Your interview" in calendar.text
    assert visitor.get("/calendar/forged.ics").status_code == 404
    visitor.get("/today")
    again = visitor.post("/calendar/new-address")
    anew = re.search(r'href="(/calendar/[^"]+)"', again.text)
    assert anew
    assert visitor.get(feed[1]).status_code == 404
    assert "SUMMARY:Your interview" in visitor.get(anew[1]).text
