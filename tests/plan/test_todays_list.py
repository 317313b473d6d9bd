"""Today's list: its length, its end, and the topics in between."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy.orm import Session

from quizapp import plan
from quizapp.models import Learner
from quizapp.plan.finished_day import FinishedDay
from quizapp.practice import open_served, submit
from tests.plan.conftest import DAY, NOW, answer, prepare
from tests.quizapp import sample_bank

MINUTE = timedelta(minutes=1)
SLUGS = {"neuron": "neuron/what-bias-does", "backprop": "backprop/one-neuron"}


def turn_of(skill: str, turn: int) -> str:
    """The question of the topic that comes next: each of them once, as on the web."""
    others = {"neuron": ("neuron/weighted-sum", "neuron/why-bias")}.get(skill, ())
    every = (SLUGS[skill], *others)
    return every[turn % len(every)]


def follow(session: Session, ada: Learner, right: list[bool], seconds: float) -> list[str]:
    """Answer what the list asks for until it is done; the topics that were asked."""
    asked: list[str] = []
    while len(asked) < 40:
        at = NOW + len(asked) * MINUTE
        found = plan.todays_list(session, ada, now=at)
        if found.is_done:
            break
        skill = found.goes_on
        assert skill
        slug = turn_of(skill, asked.count(skill))
        answer(session, ada, slug, at, right=right[len(asked) % len(right)], seconds=seconds)
        asked.append(skill)
    return asked


@pytest.mark.parametrize("right", [[True], [False], [True, False, False]])
def test_a_day_has_as_many_questions_as_it_promised_in_the_morning(
    session: Session, ada: Learner, right: list[bool]
) -> None:
    prepare(session, ada, date(2027, 3, 20))
    promised = plan.todays_list(session, ada, now=NOW).total
    asked = follow(session, ada, right, seconds=20)
    assert len(asked) == promised >= 4
    assert all(one != other for one, other in pairwise(asked))  # there are two topics
    tomorrow = plan.todays_list(session, ada, now=NOW + DAY)
    assert (tomorrow.done, tomorrow.is_done) == (0, False)


def test_repeating_a_question_takes_nothing_from_the_day(session: Session, ada: Learner) -> None:
    prepare(session, ada, date(2027, 3, 20), skills=["neuron"])
    answer(session, ada, "neuron/what-bias-does", NOW, seconds=20)
    once = plan.todays_list(session, ada, now=NOW + 9 * MINUTE)
    for turn in range(1, 4):
        answer(session, ada, "neuron/what-bias-does", NOW + turn * MINUTE, right=turn == 1)
    found = plan.todays_list(session, ada, now=NOW + 9 * MINUTE)
    assert len(found.answers) == 4
    assert (found.done, found.total, found.ahead) == (1, once.total, once.ahead)
    assert found.ahead
    answer(session, ada, "neuron/weighted-sum", NOW + 5 * MINUTE)
    assert plan.todays_list(session, ada, now=NOW + 9 * MINUTE).done == 2


def test_a_slow_day_gets_shorter_and_ends_with_its_minutes(session: Session, ada: Learner) -> None:
    prepare(session, ada, date(2027, 3, 20), minutes_a_day=7)
    morning = plan.todays_list(session, ada, now=NOW)
    asked = len(follow(session, ada, [True], seconds=400))
    assert 1 < asked < morning.total
    evening = plan.todays_list(session, ada, now=NOW + 60 * MINUTE)
    assert (morning.put_off, evening.put_off) == (0, morning.total - asked)


def test_the_end_of_a_day_names_the_slips_what_got_better_and_tomorrow(
    session: Session, ada: Learner
) -> None:
    prepare(session, ada, date(2027, 3, 20))
    answer(session, ada, SLUGS["backprop"], NOW - DAY)
    number = sample_bank.row(session, "neuron/weighted-sum").id
    for turn in range(2):
        served = open_served(session, number, 0)
        assert served
        submit(session, served, ada, {"answer": "8"}, token=f"slip {turn}", now=NOW, door="web")
    answer(session, ada, SLUGS["neuron"], NOW + MINUTE)
    given_up = open_served(session, number, 0)
    assert given_up
    submit(session, given_up, ada, {}, token="given up", now=NOW, door="web", leave_blank=True)
    found = plan.finished_day(session, ada, now=NOW + MINUTE)
    assert [(slip.name, slip.times) for slip in found.slips] == [("bias_first", 2)]
    assert [title for title, before, after in found.better if before < after] == ["The neuron"]
    assert (found.answers, round(found.score, 2), found.streak) == (
        4,
        0.33,
        2,
    )  # what was given up has no score
    assert found.tomorrow


def test_what_was_practised_today_is_due_tomorrow_at_the_earliest(
    session: Session, ada: Learner
) -> None:
    answer(session, ada, "neuron/what-bias-does", NOW, right=False)
    found = plan.learnt(session, ada, now=NOW + MINUTE)
    (neuron,) = [one for one in plan.standings(found, now=NOW + MINUTE) if one.skill == "neuron"]
    assert neuron.due == (NOW + DAY).date()


def test_the_last_day_sends_the_learner_to_the_interview(session: Session, ada: Learner) -> None:
    prepare(session, ada, date(2027, 3, 2))
    answer(session, ada, SLUGS["neuron"], NOW)
    found: FinishedDay = plan.finished_day(session, ada, now=NOW)
    assert found.interview_tomorrow
    assert found.tomorrow == ()


def test_the_calendar_has_a_day_for_each_day_and_the_interview(
    session: Session, ada: Learner
) -> None:
    prepare(session, ada, date(2027, 3, 20))
    found = plan.agenda(session, ada, now=NOW)
    feed = plan.calendar_feed(found, plan.outlook(found), who=7, address="https://x.org/", now=NOW)
    lines = feed.split("\r\n")
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    assert max(len(line.encode()) for line in lines) <= 75
    assert feed.count("BEGIN:VEVENT") == feed.count("END:VEVENT") > 3
    names = [line for line in lines if line.startswith("UID:")]
    assert len(set(names)) == len(names)
    last = feed.rpartition("BEGIN:VEVENT")[2]
    assert "DTSTART;VALUE=DATE:20270320" in last
    assert "SUMMARY:Your interview" in last
