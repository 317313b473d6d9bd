"""Planning the days until the interview, and forecasting the result."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from quizapp import plan
from quizapp.models import Learner
from tests.plan.conftest import DAY, NOW, answer, on, prepare


def test_every_day_until_the_interview_is_planned_but_the_day_itself_is_free(
    session: Session, ada: Learner
) -> None:
    for ahead in (0, 1, 9):
        prepare(session, ada, NOW.date() + ahead * DAY)
        found = plan.outlook(on(session, ada, NOW))
        dates = [NOW.date() + n * DAY for n in range(max(1, ahead))]
        assert [day.date for day in found.days] == dates
        assert found.days[0].tasks == on(session, ada, NOW).tasks
        assert (found.curve[0][0], found.curve[-1][0]) == (NOW.date(), NOW.date() + ahead * DAY)


def test_a_day_exceeds_its_minutes_by_at_most_one_question(session: Session, ada: Learner) -> None:
    prepare(session, ada, NOW.date() + 12 * DAY, minutes_a_day=5)
    for day in plan.outlook(on(session, ada, NOW)).days:
        longest = max((task.minutes / task.questions for task in day.tasks), default=0.0)
        assert day.minutes < 5 + longest
        assert day.new_minutes <= day.minutes


def test_a_skill_is_new_once_and_after_its_prerequisites(session: Session, ada: Learner) -> None:
    prepare(session, ada, NOW.date() + 12 * DAY, minutes_a_day=5)
    found = plan.outlook(on(session, ada, NOW))
    new = [skill for day in found.days for skill in day.new]
    assert sorted(new) == ["backprop", "neuron"]
    first = {skill: day.date for day in found.days for skill in day.new}
    assert first["neuron"] <= first["backprop"]
    assert found.unmet == ()


def test_following_the_plan_makes_a_learner_readier_than_stopping(
    session: Session, ada: Learner
) -> None:
    prepare(session, ada, NOW.date() + 12 * DAY)
    answer(session, ada, "neuron/weighted-sum", NOW - DAY)
    curve = plan.outlook(on(session, ada, NOW)).curve
    assert curve[0][1] == curve[0][2]
    stopped = [other.recall for _, _, other in curve]
    assert stopped == sorted(stopped, reverse=True)
    for _, followed, other in curve[1:]:
        assert followed.low <= followed.recall <= followed.high
        assert followed.recall > other.recall


def test_skills_that_there_is_no_time_for_are_named(session: Session, ada: Learner) -> None:
    prepare(session, ada, NOW.date(), minutes_a_day=5)
    answer(session, ada, "neuron/weighted-sum", NOW, seconds=300)
    answer(session, ada, "neuron/what-bias-does", NOW + timedelta(minutes=5), seconds=300)
    found = plan.outlook(on(session, ada, NOW + timedelta(minutes=10)))
    assert found.unmet == ("Backpropagation",)


def test_a_far_date_is_planned_as_far_as_it_matters(session: Session, ada: Learner) -> None:
    prepare(session, ada, date(2028, 3, 1))
    found = plan.outlook(on(session, ada, NOW))
    assert 30 < len(found.days) < 70
    assert len(found.curve) < 20
