"""Memory: FSRS-6 as in its library, over answers to skills with prerequisites."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from quizapp.plan.fsrs6 import AGAIN, EASY, GOOD, HARD, days, published
from quizapp.plan.memory import SHARE, fold

NOW = datetime(2027, 3, 1, 9, 7, 13, 123456, tzinfo=UTC)
DAY = timedelta(days=1)
THEIRS = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


@given(
    st.lists(
        st.tuples(st.sampled_from([1, 2, 3, 4]), st.floats(0, 40, allow_nan=False)),
        min_size=1,
        max_size=12,
    )
)
def test_cards_follow_fsrs_and_only_fade_between_answers(
    answers: list[tuple[int, float]],
) -> None:
    ours, theirs, when = None, Card(card_id=1, due=NOW), NOW
    for rating, gap in answers:
        when += gap * DAY
        ours = published().reviewed(ours, rating, days(when))
        theirs, _ = THEIRS.review_card(theirs, Rating(rating), when)
    assert ours is not None
    assert ours.stability == pytest.approx(theirs.stability, rel=1e-9)
    assert ours.difficulty == pytest.approx(theirs.difficulty, rel=1e-9)
    shares = [published().recall(ahead, ours.stability) for ahead in range(0, 60, 6)]
    for ahead, share in zip(range(0, 60, 6), shares, strict=True):
        exact = THEIRS.get_card_retrievability(theirs, when + ahead * DAY)
        assert share == pytest.approx(exact)
    assert shares == sorted(shares, reverse=True)


@given(st.floats(0.05, 1.0), st.floats(0.01, 500))
def test_recall_is_as_predicted_after_the_time_to_that_recall(
    recall: float, stability: float
) -> None:
    model = published()
    assert model.recall(model.since(recall, stability), stability) == pytest.approx(recall)


@given(st.lists(st.sampled_from([1, 2, 3, 4]), max_size=6), st.integers(1, 10))
def test_a_correct_answer_never_leaves_a_learner_less_ready_than_a_wrong_one(
    before: list[int], gap: int
) -> None:
    log = [("a", rating, NOW + place * DAY) for place, rating in enumerate(before)]
    when = NOW + (len(before) + gap) * DAY
    shares = [
        fold([*log, ("a", rating, when)], {})[0]["a"].recall(days(when + 10 * DAY))
        for rating in (AGAIN, HARD, GOOD, EASY)
    ]
    assert shares == sorted(shares)


def test_a_correct_answer_partly_lifts_the_prerequisites_and_a_wrong_one_does_not() -> None:
    log = [("a", GOOD, NOW), ("b", GOOD, NOW)]
    requires = {"b": ["a"]}
    later = NOW + 5 * DAY
    alone = fold(log, requires)[0]["a"].recall(days(later))
    lifted = fold([*log, ("b", GOOD, later)], requires)[0]["a"]
    full = fold([*log, ("a", GOOD, later)], requires)[0]["a"]
    assert alone < lifted.recall(days(later)) < full.recall(days(later))
    assert lifted.recall(days(later)) == pytest.approx(alone + SHARE * (1 - alone), abs=0.01)
    missed = fold([*log, ("b", AGAIN, later)], requires)[0]["a"]
    assert missed == fold(log, requires)[0]["a"]


def test_credit_goes_down_the_whole_path_and_fades_with_the_distance() -> None:
    requires = {"d": ["c"], "c": ["b"], "b": ["a"]}
    log = [(skill, GOOD, NOW) for skill in "abcd"]
    before = fold(log, requires)[0]
    after = fold([*log, ("d", GOOD, NOW + 5 * DAY)], requires)[0]
    rise = {
        s: after[s].recall(days(NOW + 5 * DAY)) - before[s].recall(days(NOW + 5 * DAY))
        for s in "abcd"
    }
    assert rise["d"] > rise["c"] > rise["b"] > rise["a"] == 0
    assert after["c"].answers > after["b"].answers > after["a"].answers


def test_a_skill_never_practised_is_not_claimed_to_be_known() -> None:
    assert "a" not in fold([("b", GOOD, NOW)], {"b": ["a"]})[0]
    assert fold([("a", AGAIN, NOW)], {})[0]["a"].known == 0
    assert fold([("a", AGAIN, NOW), ("a", HARD, NOW)], {})[0]["a"].known == 1
