"""Laws over every template and learners who share no rule with the engine: marking is fair."""

from collections import defaultdict
from statistics import mean

import pytest

from engine.exercise.exercise import Exercise
from tests.honest.calculator import Calculator
from tests.honest.learner import FORWARD, Learner, routes_of, routes_through
from tests.honest.trials import guesses, hidden_slips, honest, refusals, slips, slips_anywhere
from tests.seeds import QUICK
from tests.variants import GRAPHS, covering, every_graph, settings, variant

SEEDS = 1 if QUICK else 2
GUESSED = 0.05  # of the full score, at most, for computing nothing


def exercises(name: str) -> list[tuple[int, Exercise]]:
    return [(seed, variant(name, seed, **params)) for seed, params in settings(name, SEEDS)]


@every_graph
def test_a_learner_with_all_digits_and_rules_of_their_own_finds_every_key_by_every_route(name):
    for _, exercise in exercises(name):
        for route in ({}, *routes_of(exercise)):
            found = Learner(Calculator(), 12, routes=route).responses(exercise)
            for part in exercise.parts:
                near = pytest.approx(part.answer.key, rel=1e-7, abs=1e-9)
                assert float(found[part.name]) == near, (route, part.name)


@every_graph
def test_no_honest_learner_is_refused_or_accused_by_whatever_route_and_precision(name):
    for seed, exercise in exercises(name):
        for who, learner in honest(exercise, seed):
            assert not refusals(exercise, learner), (seed, dict(exercise.params), who)


@pytest.mark.slow
@every_graph
def test_every_op_and_value_of_a_parameter_meets_honest_learners(name):
    """Of all these learners every third, since the law above meets each of them."""
    for row, params in enumerate(covering(name)[SEEDS:]):
        exercise = variant(name, 0, **params)
        for who, learner in list(honest(exercise, 0))[row % 3 :: 3]:
            assert not refusals(exercise, learner), (dict(exercise.params), who)


def test_an_op_that_nobody_computes_by_hand_is_named_with_what_to_write():
    with pytest.raises(LookupError, match=r"tests/honest/by_hand/ has no rule for no_such_op"):
        routes_through("no_such_op", FORWARD)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "fair"),
    [(slips, 0.98), (hidden_slips, 0.98), (slips_anywhere, 0.98)],
    ids=["in a blank", "on the way", "anywhere"],
)
def test_a_slip_is_charged_once(made, fair):
    """In a blank it costs that blank; at a number that is not asked for, the first one after it."""
    found = [
        slip
        for name in GRAPHS
        for seed, exercise in exercises(name)
        for slip in made(exercise, seed)
    ]
    assert mean(slip.fair for slip in found) >= fair, [slip for slip in found if not slip.fair]


@pytest.mark.slow
def test_who_computes_nothing_gets_next_to_nothing():
    scores = defaultdict(list)
    for name in GRAPHS:
        for _, exercise in exercises(name)[:1]:  # a wrong sheet takes long to mark
            for strategy, score in guesses(exercise):
                scores[strategy].append(score)
    best = max(scores, key=lambda strategy: mean(scores[strategy]))
    assert mean(scores[best]) <= GUESSED, best
