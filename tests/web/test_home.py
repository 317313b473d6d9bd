"""The first page: one thing to do next, and every way to practise."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from tests.web.visitor import Visitor

SOON = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()


def first_button(page: str) -> str:
    """The words on the button that Enter presses."""
    found = re.search(r'<button class="primary"[^>]*autofocus>([^<]*)', page)
    assert found
    return found[1]


def test_a_new_learner_starts_with_mixed_questions_and_sees_every_way_to_practise(
    visitor: Visitor,
) -> None:
    page = visitor.get("/").text
    assert first_button(page) == "Start, mixed"
    ways = re.findall(r'<li><a href="([^"]+)"', page)
    assert {"/plan", "/mock", "/whiteboard", "/see", "/notes"} <= set(ways)
    assert all(visitor.get(way).status_code == 200 for way in ways)


def test_a_learner_with_a_plan_continues_it_and_sees_the_days_left(
    visitor: Visitor,
) -> None:
    visitor.get("/plan")
    visitor.post("/plan", day=SOON, minutes=20, time_zone="UTC")
    page = visitor.get("/").text
    assert first_button(page) == "Go on with your plan"
    assert "9 days to the interview" in page
    visitor.post("/plan", day="", minutes=20, time_zone="UTC", no_date="1")
    page = visitor.get("/").text
    assert first_button(page) == "Go on with your plan"
    assert "to the interview" not in page
