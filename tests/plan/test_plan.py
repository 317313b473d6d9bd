"""The plan: grades from marks, memory from grades, and a day's list from memory."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating
from hypothesis import given
from hypothesis import strategies as st

from quizapp.plan.forecast import forecast, overall
from quizapp.plan.memory import SHARE, Memory, fold, pace, recall, remember, reviewed, scheduler
from quizapp.plan.planner import Bench, raises_most, today
from quizapp.plan.rating import AGAIN, EASY, GOOD, HARD, Evidence, grade
from quizapp.plan.targets import target_seconds

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)
SKILLS = [f"skill-{n}" for n in range(8)]
REQUIRES = {SKILLS[n]: [SKILLS[n - 1]] for n in range(1, 8)}


def bench(cards: dict[str, Card], days: float = 14, skills: list[str] = SKILLS) -> Bench:
    return Bench(dict(cards), dict.fromkeys(skills, 3.0), REQUIRES, NOW, NOW + days * DAY)


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


@given(
    st.lists(st.tuples(st.sampled_from([1, 2, 3, 4]), st.integers(0, 20)), min_size=1, max_size=9)
)
def test_recall_is_that_of_fsrs_and_only_falls_between_answers(
    answers: list[tuple[int, int]],
) -> None:
    card, theirs, when = None, Card(card_id=1, due=NOW), NOW
    for rating, gap in answers:
        when += gap * DAY
        card = reviewed(card, rating, when)
        theirs, _ = scheduler().review_card(theirs, Rating(rating), when)
    assert card is not None
    shares = [recall(card, when + days * DAY) for days in range(0, 60, 6)]
    for days, share in zip(range(0, 60, 6), shares, strict=True):
        exact = scheduler().get_card_retrievability(theirs, when + days * DAY)
        assert share == pytest.approx(exact)
    assert shares == sorted(shares, reverse=True)


@given(st.lists(st.sampled_from([1, 2, 3, 4]), max_size=6), st.integers(1, 10))
def test_a_right_answer_never_leaves_one_less_ready_than_a_wrong_one(
    before: list[int], gap: int
) -> None:
    log = [("a", rating, NOW + place * DAY) for place, rating in enumerate(before)]
    when = NOW + (len(before) + gap) * DAY
    day = when + 10 * DAY
    shares = [
        recall(remember([*log, ("a", rating, when)], {})["a"].card, day)
        for rating in (AGAIN, HARD, GOOD, EASY)
    ]
    assert shares == sorted(shares)


def test_a_right_answer_lifts_its_prerequisites_in_part_and_a_wrong_one_leaves_them() -> None:
    log = [("a", GOOD, NOW), ("b", GOOD, NOW)]
    requires = {"b": ["a"]}
    later = NOW + 5 * DAY
    alone = recall(fold(log, requires)[0]["a"].card, later)
    lifted = fold([*log, ("b", GOOD, later)], requires)[0]["a"]
    full = fold([*log, ("a", GOOD, later)], requires)[0]["a"]
    assert alone < recall(lifted.card, later) < recall(full.card, later)
    assert recall(lifted.card, later) == pytest.approx(alone + SHARE * (1 - alone), abs=0.01)
    missed = fold([*log, ("b", AGAIN, later)], requires)[0]["a"]
    assert missed == fold(log, requires)[0]["a"]


def test_who_forgets_faster_than_most_is_taken_to() -> None:
    assert pace([]) == 1.0
    forgets = [(5.0, 5.0, False)] * 6
    keeps = [(5.0, 5.0, True)] * 60
    assert pace(forgets) < 1 < pace(keeps)
    assert pace(forgets[:1]) > pace(forgets)
    assert pace([(0.1, 5.0, False)] * 9) == 1.0  # the same day: nothing was forgotten yet


def test_what_was_never_met_is_not_claimed_to_be_known() -> None:
    assert "a" not in remember([("b", GOOD, NOW)], {"b": ["a"]})
    assert forecast(None, NOW).high == 0.0
    assert forecast(fold([("a", AGAIN, NOW)], {})[0]["a"], NOW + DAY).high == 0.0
    assert forecast(fold([("a", AGAIN, NOW), ("a", HARD, NOW)], {})[0]["a"], NOW + DAY).low > 0


def test_the_more_answers_the_narrower_the_forecast() -> None:
    card = reviewed(None, GOOD, NOW)
    widths = []
    for count in (1, 4, 16):
        found = forecast(Memory(card, count), NOW + 7 * DAY)
        assert found.low < found.recall < found.high
        widths.append(found.high - found.low)
    assert widths == sorted(widths, reverse=True)
    parts = [forecast(Memory(card, 1), NOW + 7 * DAY)] * 4
    both = overall(parts)
    assert both.recall == pytest.approx(parts[0].recall)
    assert both.high - both.low < parts[0].high - parts[0].low


@given(st.integers(5, 60), st.integers(0, 8))
def test_a_day_never_goes_over_its_minutes_by_more_than_one_question(budget: int, met: int) -> None:
    cards = {skill: reviewed(None, GOOD, NOW - 9 * DAY) for skill in SKILLS[:met]}
    listed = today(bench(cards), budget)
    assert listed == today(bench(cards), budget)
    assert 3.0 * len(listed) < budget + 3.0


def test_nothing_is_met_before_its_prerequisites() -> None:
    listed = today(bench({}), 60)
    firsts = list(dict.fromkeys(listed))
    assert firsts == SKILLS[: len(firsts)]
    assert len(firsts) > 2
    alone = today(bench({}, skills=SKILLS[5:6]), 9)
    assert alone[0] == SKILLS[5]  # what is not prepared for blocks nothing


def test_what_is_fading_comes_before_what_is_fresh() -> None:
    cards = {
        "skill-0": reviewed(None, GOOD, NOW - 30 * DAY),
        "skill-1": reviewed(reviewed(None, EASY, NOW - 5 * DAY), EASY, NOW - DAY),
    }
    listed = today(bench(cards, skills=SKILLS[:2]), 3)
    assert listed == ["skill-0"]
    assert raises_most(bench(cards, skills=SKILLS[:2]), SKILLS[:2]) == "skill-0"


def test_a_missed_day_changes_the_list_but_not_the_minutes() -> None:
    cards = {skill: reviewed(None, GOOD, NOW - (n + 1) * DAY) for n, skill in enumerate(SKILLS)}
    one, other = bench(cards), bench(cards)
    other.now += 2 * DAY
    assert len(today(one, 15)) == len(today(other, 15)) == 5
