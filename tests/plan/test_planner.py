"""The planner: a day's list, and grades from marks."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.plan.fsrs6 import AGAIN, EASY, GOOD, HARD, published
from quizapp.plan.memory import Memory
from quizapp.plan.planner import Bench, go_on, raises_most, today, tomorrow
from quizapp.plan.rating import Evidence, grade
from quizapp.plan.targets import target_seconds
from quizapp.plan.todays_list import attended

NOW = 20_000.4  # days since 1970
SKILLS = [f"skill-{n}" for n in range(8)]
REQUIRES = {SKILLS[n]: [SKILLS[n - 1]] for n in range(1, 8)}


def met(ago: float, grade: int = GOOD, known: float = 1.0) -> Memory:
    return Memory(published().reviewed(None, grade, NOW - ago), 1.0, known)


def bench(known: dict[str, Memory], ahead: float = 14, skills: list[str] = SKILLS) -> Bench:
    return Bench(dict(known), dict.fromkeys(skills, 3.0), REQUIRES, NOW, NOW + ahead)


@pytest.mark.parametrize(
    ("score", "hints", "pace", "level", "kind", "expected"),
    [
        (1.0, 0, 1.0, 2, "template", GOOD),
        (1.0, 0, None, 2, "template", GOOD),
        (1.0, 0, 0.3, 2, "number", EASY),
        (1.0, 0, 0.3, 1, "number", GOOD),  # a warm-up is easy for everybody
        (1.0, 0, 0.3, 3, "short_answer", GOOD),  # which the learner marked
        (1.0, 1, 0.3, 2, "number", HARD),
        (1.0, 0, 2.5, 2, "number", HARD),
        (0.6, 0, 1.0, 2, "template", HARD),
        (0.59, 0, 1.0, 2, "template", AGAIN),
        (0.0, 0, 0.1, 2, "choice", AGAIN),
    ],
)
def test_the_grade_follows_from_the_mark_the_hints_and_the_clock(
    score: float, hints: int, pace: float | None, level: int, kind: str, expected: int
) -> None:
    target = target_seconds(kind, level)
    seconds = None if pace is None else pace * target
    assert grade(Evidence(score, hints, seconds, target, level, kind)) == expected


@given(st.integers(5, 60), st.integers(0, 8))
def test_a_day_never_goes_over_its_minutes_by_more_than_one_question(
    budget: int, seen: int
) -> None:
    known = {skill: met(9) for skill in SKILLS[:seen]}
    listed, _ = today(bench(known), budget)
    assert listed == today(bench(known), budget)[0]
    assert 3.0 * len(listed) < budget + 3.0


def test_planning_a_day_does_not_change_the_state() -> None:
    before = bench({"skill-0": met(3)})
    _, after = today(before, 30)
    assert before == bench({"skill-0": met(3)})
    assert len(after.known) > 1
    assert tomorrow(after).now == NOW + 1
    assert tomorrow(after).today == {}


def test_no_skill_comes_before_its_prerequisites() -> None:
    listed, _ = today(bench({}), 60)
    firsts = list(dict.fromkeys(listed))
    assert firsts == SKILLS[: len(firsts)]
    assert len(firsts) > 2
    alone, _ = today(bench({}, skills=SKILLS[5:6]), 9)
    assert alone[0] == SKILLS[5]  # what is not prepared for blocks nothing


def test_fading_skills_come_before_fresh_ones() -> None:
    known = {"skill-0": met(30), "skill-1": met(1, EASY)}
    listed, _ = today(bench(known, skills=SKILLS[:2]), 3)
    assert listed == ["skill-0"]
    assert raises_most(bench(known, skills=SKILLS[:2])) == "skill-0"


def test_a_skill_only_ever_answered_wrongly_is_worth_more_than_one_that_is_known() -> None:
    known = {"skill-0": met(1), "skill-1": met(1, AGAIN, known=0.0)}
    found = bench(known, skills=SKILLS[:2])
    assert found.gain("skill-1") > found.gain("skill-0")
    assert raises_most(found) == "skill-1"


def test_a_missed_day_changes_the_list_but_not_the_minutes() -> None:
    known = {skill: met(n + 1) for n, skill in enumerate(SKILLS)}
    one, other = bench(known), bench(known)
    other.now += 2
    assert len(today(one, 15)[0]) == len(today(other, 15)[0]) == 5


def test_there_is_always_a_next_question_within_the_planned_skills() -> None:
    known = {skill: met(0) for skill in SKILLS}
    for ahead in (0, 1, 30):
        done = bench(known, ahead, SKILLS[2:4])
        done.today = dict.fromkeys(SKILLS, 9)
        assert go_on(done) in SKILLS[2:4]
    assert go_on(bench({}, skills=[])) is None


def test_new_skills_are_shared_out_over_days_and_practised_on_theirs() -> None:
    first, after = today(bench({}, ahead=40), 30)
    assert set(first) == set(SKILLS[:2])
    assert len(first) == 10
    later, _ = today(after, 6)  # the same day, planned again
    assert set(later) <= set(first)
    second, _ = today(tomorrow(after), 30)
    assert set(second) - set(first) == set(SKILLS[2:4])


def test_new_skills_are_asked_twice_on_their_first_day_and_none_twice_running() -> None:
    listed, _ = today(bench({}, ahead=9), 24)
    assert set(Counter(listed).values()) == {2}
    assert all(one != other for one, other in pairwise(listed))
    again, _ = today(bench({}, ahead=9), 24, last=listed[0])
    assert again[0] == listed[0]  # the only one that is open


def test_a_new_skill_that_goes_badly_is_asked_a_third_time() -> None:
    known = {"skill-0": met(0, AGAIN, known=0.0)._replace(answers=2.0), "skill-1": met(3)}
    went_badly = bench(known, ahead=9)
    went_badly.today = {"skill-0": 2}
    assert today(went_badly, 3, last="skill-1")[0] == ["skill-0"]
    assert today(went_badly, 3, last="skill-0")[0] != ["skill-0"]
    went_badly.today = {"skill-0": 3}
    went_badly.known["skill-0"] = known["skill-0"]._replace(answers=3.0)
    assert not went_badly.is_begun("skill-0")


def test_close_to_the_day_everything_that_fits_is_started_at_once() -> None:
    listed, _ = today(bench({}, ahead=2), 24)
    assert set(listed) == set(SKILLS)


def test_what_went_wrong_in_the_placement_comes_before_what_is_new() -> None:
    known = {"skill-0": met(0), "skill-1": met(0, AGAIN, known=0.0)}
    assert today(bench(known, ahead=9), 9)[0][0] == "skill-1"
    assert today(bench(known, ahead=2), 9)[0][0] == "skill-2"  # too close for that


def test_those_who_leave_days_out_start_more_topics_on_the_others() -> None:
    often, seldom = bench({}, ahead=40), bench({}, ahead=40)
    seldom.attends = 0.5
    assert len(set(today(seldom, 60)[0])) > len(set(today(often, 60)[0]))
    days = [date(2027, 3, day) for day in (1, 5, 9)]
    assert attended(days, days[-1]) == 2 / 8
    assert attended(days[:1], days[0]) == 1
