"""The plan of a learner in a real database: days, skills and minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from quizapp import plan
from quizapp.models import Learner
from quizapp.plan.log import answered, tempo
from tests.plan.conftest import DAY, NOW, answer, on, prepare


def test_the_days_to_the_interview_count_down_and_end(session: Session, ada: Learner) -> None:
    prepare(session, ada, date(2027, 3, 4))
    left = [on(session, ada, NOW + n * DAY) for n in range(4)]
    assert [found.days_left for found in left] == [3, 2, 1, 0]
    assert not any(found.over for found in left)
    for late in (4, 5, 6, 40):
        after = on(session, ada, NOW + late * DAY)
        assert after.over
        assert (after.days_left, after.day) == (0, after.today)
        assert after.tasks == ()


def test_without_a_date_the_month_ahead_counts(session: Session, ada: Learner) -> None:
    prepare(session, ada, None)
    for late in (0, 50):
        found = on(session, ada, NOW + late * DAY)
        assert (found.over, found.days_left) == (False, 30)
        assert found.tasks


@pytest.mark.parametrize("until", [date(2027, 3, 1), date(2027, 3, 15), None, date(2027, 1, 9)])
def test_the_next_question_is_from_the_plan_even_when_the_list_is_done(
    session: Session, ada: Learner, until: date | None
) -> None:
    prepare(session, ada, until, skills=["backprop"], now=datetime(2027, 1, 1, tzinfo=UTC))
    for turn in range(12):
        at = NOW + turn * timedelta(minutes=5)
        assert plan.next_skill(session, ada, now=at) == "backprop"
        answer(session, ada, "backprop/one-neuron", at, right=turn % 4 > 0, seconds=240)
    assert on(session, ada, NOW + timedelta(hours=1)).tasks == ()


def test_days_without_an_answer_are_reported_and_planned_again(
    session: Session, ada: Learner
) -> None:
    prepare(session, ada, date(2027, 3, 20))
    assert on(session, ada, NOW).missed == 0
    assert on(session, ada, NOW + DAY).missed == 0
    assert on(session, ada, NOW + 3 * DAY).missed == 2
    answer(session, ada, "neuron/weighted-sum", NOW + 3 * DAY)
    later = on(session, ada, NOW + 5 * DAY)
    assert later.missed == 1
    assert later.tasks


def test_the_target_time_depends_on_the_number_of_parts(session: Session, ada: Learner) -> None:
    long = answer(session, ada, "backprop/one-neuron", NOW, level=3)
    short = answer(session, ada, "neuron/weighted-sum", NOW + DAY)
    lines = answered(session, ada)
    assert [line.skill for line in lines] == ["backprop", "neuron"]
    for attempt, line, kind in zip((long, short), lines, ("template", "number"), strict=True):
        level, count = line.evidence.level, len(attempt.mark["parts"])
        assert line.evidence.target == plan.target_seconds(kind, level, count)
    assert len(long.mark["parts"]) != 6  # what is assumed of an exercise nobody has seen


def test_minutes_are_estimated_from_the_learners_own_times(session: Session, ada: Learner) -> None:
    answer(session, ada, "neuron/weighted-sum", NOW, seconds=None)
    usual = answered(session, ada)
    assert tempo(line.pace for line in usual) == 1.0
    evidence = usual[0].evidence
    slow = [
        line._replace(evidence=replace(evidence, seconds=2 * evidence.target)) for line in usual
    ]
    paces = [line.pace for line in slow]
    assert 1 < tempo(paces) < tempo(paces * 50) < 2
    open_overnight = [usual[0]._replace(evidence=replace(evidence, seconds=80_000.0))]
    assert open_overnight[0].seconds == 3 * evidence.target


def test_a_day_is_a_day_in_the_learners_time_zone(session: Session, ada: Learner) -> None:
    prepare(session, ada, date(2027, 3, 4), time_zone="Asia/Tokyo")
    late = datetime(2027, 3, 1, 20, tzinfo=UTC)  # the 2nd, 5 in the morning, in Tokyo
    answer(session, ada, "neuron/weighted-sum", late - timedelta(hours=6), seconds=60)
    found = on(session, ada, late)
    assert (found.today, found.days_left) == (date(2027, 3, 2), 2)
    assert found.list.minutes_done == 0
    assert on(session, ada, late - timedelta(hours=6)).list.minutes_done == pytest.approx(1)
