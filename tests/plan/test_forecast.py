"""The forecast: what answers say about a learner, and how certain that is."""

from __future__ import annotations

import random

import pytest

from quizapp.plan.forecast import forecast, overall
from quizapp.plan.fsrs6 import GOOD, published
from quizapp.plan.memory import Memory, Review
from quizapp.plan.traits import Traits, fit

NOW = 20_000.0  # days since 1970


def memory(answers: float = 1.0, known: float = 1.0) -> Memory:
    return Memory(published().reviewed(None, GOOD, NOW), answers, known)


def expected(traits: Traits, ahead: float = 5.0) -> float:
    return forecast(memory(), traits, NOW + ahead).recall


def test_a_learner_who_forgets_faster_is_forecast_to_forget_faster() -> None:
    usual = expected(fit([]))
    forgets = [Review(5.0, 5.0, 1.0, False)] * 6
    assert expected(fit(forgets)) < expected(fit(forgets[:1])) < usual
    assert expected(fit([Review(5.0, 5.0, 1.0, True)] * 60)) > usual


def test_wrong_answers_just_after_correct_ones_count_as_slips() -> None:
    slips = [Review(0.01, 5.0, 1.0, turn % 4 > 0) for turn in range(80)]
    traits = fit(slips)
    assert 0.7 < float(traits.weights @ traits.chances(memory(), NOW)) < 0.85
    assert traits.settled(memory()).card.stability > memory().card.stability / 2


def test_learners_who_gain_from_repetition_are_distinguished_from_others() -> None:
    chance = random.Random(1)
    gaining = [
        Review(4.0, 2.0, float(n), chance.random() < 1 - 0.5 / n)
        for _ in range(30)
        for n in range(1, 8)
    ]
    flat = [review._replace(right=chance.random() < 0.6) for review in gaining]
    long = memory(answers=7.0)
    assert fit(gaining).settled(long).card.stability > 3 * fit(flat).settled(long).card.stability


@pytest.mark.parametrize("slip", [0.0, 0.2])
@pytest.mark.parametrize("pace", [0.3, 1.0, 3.0])
def test_predictions_are_right_on_average_for_learners_of_any_pace(
    pace: float, slip: float
) -> None:
    chance, model = random.Random(2), published()
    reviews = []
    for _ in range(600):
        ahead, stability = chance.uniform(0.1, 12), chance.uniform(1, 12)
        share = (1 - slip) * model.recall(ahead, pace * stability)
        reviews.append(Review(ahead, stability, chance.uniform(1, 9), chance.random() < share))
    traits = fit(reviews)
    for ahead in (1.0, 4.0, 10.0):
        told = float(traits.weights @ traits.chances(memory(answers=4.0), NOW + ahead))
        true = (1 - slip) * model.recall(ahead, pace * memory().card.stability)
        assert told == pytest.approx(true, abs=0.08)


def test_an_unknown_skill_is_forecast_as_unknown() -> None:
    for nothing in (None, memory(known=0.0)):
        assert forecast(nothing, fit([]), NOW + 1).high == 0.0
    assert overall([None, memory(known=0.0)], fit([]), NOW + 1).high == 0.0
    assert overall([], fit([]), NOW + 1).high == 0.0


def test_the_more_answers_the_narrower_the_forecast() -> None:
    widths = []
    for count in (1, 16, 256):
        reviews = [Review(3.0, 2.3, 4.0, turn % 8 < 7) for turn in range(count)]
        found = forecast(memory(4.0), fit(reviews), NOW + 7)
        assert found.low < found.recall < found.high
        widths.append(found.high - found.low)
    assert widths == sorted(widths, reverse=True)


def test_uncertainty_about_the_learner_does_not_average_out_over_skills() -> None:
    one = forecast(memory(), fit([]), NOW + 7)
    many = overall([memory()] * 25, fit([]), NOW + 7)
    assert many.recall == pytest.approx(one.recall)
    assert 0.5 < (many.high - many.low) / (one.high - one.low) < 1
    half = overall([memory(), None], fit([]), NOW + 7)
    assert half.recall == pytest.approx(one.recall / 2)
