"""A day is the learner's own, at every door, and stays one when they move."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from quizapp import plan
from quizapp.models import Learner
from quizapp.plan.zones import zone
from quizapp.practice import progress
from tests.plan.conftest import answer, on, prepare

SPRING, AUTUMN = date(2027, 3, 10), date(2027, 11, 4)  # Los Angeles changes its clocks on day 4


@pytest.mark.parametrize("first", [SPRING, AUTUMN])
@pytest.mark.parametrize(
    "name", ["America/Los_Angeles", "Pacific/Auckland", "US/Pacific-New", "Nowhere/Unheard_Of"]
)
def test_streak_calendar_and_plan_agree_and_stay_after_a_move(
    session: Session, ada: Learner, name: str, first: date
) -> None:
    days = [first + timedelta(days=n) for n in range(6)]
    interview = first + timedelta(days=22)
    prepare(session, ada, interview, time_zone=name)
    here = zone(name)
    for number, day in enumerate(days):
        late = time(0, 30) if number % 2 else time(23, 30)
        at = datetime.combine(day, late, tzinfo=here)
        answer(session, ada, "neuron/weighted-sum", at.astimezone(UTC))
    now = datetime.combine(days[-1], time(12), tzinfo=here).astimezone(UTC)
    assert on(session, ada, now).today == days[-1]
    assert on(session, ada, now).list.done == 1
    for moved in (name, "Asia/Tokyo", "America/Los_Angeles"):
        prepare(session, ada, interview, time_zone=moved)
        assert sorted(plan.by_day(plan.learnt(session, ada, now=now))) == days
        assert progress(session, ada, now=now).streak == len(days)


def test_without_a_plan_days_are_those_of_where_the_learner_is(
    session: Session, ada: Learner
) -> None:
    evening = datetime(2027, 3, 1, 23, tzinfo=ZoneInfo("America/New_York"))
    answer(session, ada, "neuron/weighted-sum", evening)
    found = plan.finished_day(session, ada, now=evening)
    assert (found.list.today, found.answers, found.streak) == (date(2027, 3, 1), 1, 1)
    abroad = evening.astimezone(UTC)
    assert plan.finished_day(session, ada, now=abroad).streak == 1
