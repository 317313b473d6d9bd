"""The progress page: every chart in every state, and its text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from quizapp.models import Attempt, Skill
from quizapp.plan import Done, Standing
from quizapp.plan.forecast import Forecast
from quizapp.web.drawing.charts import calendar, due, skill_map, weeks
from quizapp.web.drawing.charts.skill_map import direct, layout
from quizapp.web.extensions import db
from tests.web.browsing import show_solution, sign_in
from tests.web.visitor import Visitor

TODAY = date(2027, 3, 10)
DAY = timedelta(days=1)


def standing(skill: str, share: float, *requires: str, due: date | None = None) -> Standing:
    told = Forecast(share, share, share)
    return Standing(skill, skill.title(), requires, 3 if due else 0, told, due)


def test_a_new_learner_sees_where_to_begin(visitor: Visitor) -> None:
    page = visitor.get("/progress").text
    assert "Nothing answered yet" in page
    assert '<svg class="plot' not in page


def test_after_one_answer_every_picture_has_something_to_say(visitor: Visitor) -> None:
    visitor.open("true_false")
    visitor.answer("true_false", answer="true")
    page = visitor.get("/progress").text
    assert "The neuron: " in page
    assert "Practised on 1 of the last" in page
    assert "Topics due by day" in page
    assert "Trends appear after a week" in page


def test_the_trends_begin_with_the_second_week(visitor: Visitor, app: Flask) -> None:
    visitor.open("true_false")
    visitor.answer("true_false", answer="true")
    with app.app_context():
        one = db.session.scalars(select(Attempt)).one()
        columns = {c.key: getattr(one, c.key) for c in Attempt.__table__.columns if c.key != "id"}
        before = {
            "token": "before",
            "created_at": one.created_at - 10 * DAY,
            "day": one.day - 10 * DAY,
        }
        db.session.add(Attempt(**columns | before | {"duration_seconds": 30.0}))
        db.session.commit()
    page = visitor.get("/progress").text
    assert "Score by week" in page
    assert "Time per question" in page


def test_the_map_leads_to_the_study_pages_by_keyboard(page: Page, address: str, number) -> None:
    sign_in(page, address)
    page.goto(f"{address}/practice/{number('true_false')}")
    show_solution(page)
    page.goto(f"{address}/progress")
    box = page.get_by_role("link", name="The neuron: no correct answer yet")
    box.focus()
    expect(box).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/notes/neuron")


def test_skills_are_below_their_prerequisites_and_no_boxes_overlap(app: Flask) -> None:
    import tomllib

    from quizapp.storage import resources

    skills = tomllib.loads((resources.questions() / "skills.toml").read_text(encoding="utf-8"))
    requires = {slug: entry["requires"] for slug, entry in skills.items()}
    places = layout(requires)
    for skill, below in requires.items():
        assert all(places[other][1] < places[skill][1] for other in below)
    for one, (x, y) in places.items():
        for other, (to_x, to_y) in places.items():
            assert one == other or abs(x - to_x) >= 142 or abs(y - to_y) >= 62
    assert layout({}) == {}


def test_only_direct_prerequisites_are_drawn() -> None:
    requires = {"a": [], "b": ["a"], "c": ["a", "b"], "d": ["a", "c", "gone"]}
    assert direct("c", requires) == ["b"]
    assert direct("d", requires) == ["c"]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (standing("a", 0.9, due=TODAY), "90%, solid"),
        (standing("a", 0.6, due=TODAY), "60%, shaky"),
        (standing("a", 0.3, due=TODAY), "30%, weak"),
        (standing("a", 0.0, due=TODAY), "no correct answer yet"),
        (standing("a", 0.0), "not covered yet"),
    ],
)
def test_a_box_says_in_words_what_its_bar_shows(found: Standing, words: str) -> None:
    drawn = skill_map([found], lambda skill: f"/notes/{skill}")
    assert f'aria-label="A: {words}"' in drawn.svg
    assert 'href="/notes/a"' in drawn.svg


def test_overdue_topics_are_due_today_and_distant_ones_are_not_shown() -> None:
    found = due(
        [standing("late", 0.5, due=TODAY - 9 * DAY), standing("now", 0.5, due=TODAY),
         standing("soon", 0.9, due=TODAY + 3 * DAY), standing("far", 0.9, due=TODAY + 40 * DAY),
         standing("never", 0.0)], TODAY,
    )  # fmt: skip
    counts = [int(row[1]) for row in found.rows]
    assert (counts[0], counts[3], sum(counts), len(counts)) == (2, 1, 3, 14)
    assert found.rows[0][2] == "Late, Now"


@pytest.mark.parametrize("weekday", range(7))
def test_the_calendar_ends_today_and_counts_what_it_shows(weekday: int) -> None:
    today = TODAY + weekday * DAY
    days = {today - n * DAY: Done(n + 1, 5.0, 1.0, 1.0) for n in (0, 1, 8, 300)}
    drawn = calendar(days, today)
    assert "Practised on 3 of the last" in drawn.notes[0]
    assert drawn.svg.count("today") == 2  # once in each width
    assert sum(int(row[2]) for row in drawn.rows) == 1 + 2 + 9


def test_a_trend_needs_two_weeks_and_known_times() -> None:
    one = {TODAY: Done(3, 9.0, 0.5, 1.2)}
    assert weeks(one) == []
    two = one | {TODAY + 7 * DAY: Done(1, 2.0, 1.0, None)}
    assert [drawn.title for drawn in weeks(two)] == ["Score by week"]
    assert list(weeks(two)[0].rows[0]) == ["10 Mar", "50%", "3", "9"]


def test_skills_with_unknown_prerequisites_are_drawn_anyway(visitor: Visitor, app: Flask) -> None:
    with app.app_context():
        db.session.scalars(select(Skill).where(Skill.slug == "empty")).one().requires = ["gone"]
        db.session.commit()
    visitor.open("true_false")
    visitor.answer("true_false", answer="true")
    assert "Empty: not covered yet" in visitor.get("/progress").text
