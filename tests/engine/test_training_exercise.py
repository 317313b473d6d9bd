"""Exercises made from training steps: fair, with at most a dozen blanks, true to the network."""

from contextlib import suppress

import numpy as np
import pytest

from engine import BadQuestion, mark
from engine.training import DATA, LOSSES, Setup, points, train
from engine.training.step_exercise import MOST_BLANKS, backprop_exercise, optimiser_exercise

SETUPS = [
    {}, {"hidden": ()}, {"hidden": (2,)}, {"hidden": (3, 3)}, {"hidden": (2, 2, 2)},
    {"activation": "relu"}, {"activation": "sigmoid"}, {"l1": 0.01, "l2": 0.01}, {"dropout": 0.3},
    *({"loss": loss} for loss in LOSSES), {"optimiser": "adam", "rate": 0.03},
]  # fmt: skip


def trained(name="xor", steps=50, **other):
    setup, data = Setup(**{"rate": 0.5, "batch": 10, **other}), points(name, 60, 1)
    return setup, data, list(train(setup, data, data, steps))


@pytest.mark.parametrize("other", SETUPS, ids=str)
def test_a_step_makes_a_fair_exercise_whose_keys_get_full_marks(other):
    setup, data, frames = trained(**other)
    made = updates = 0
    for step in (0, 1, 5, 10, 20):
        try:
            exercise = backprop_exercise(setup, frames[step], data)
        except BadQuestion:  # no point of the batch is fair
            continue
        names = [part.name for part in exercise.parts]
        made += 1
        updates += any(name.startswith("updated.") for name in names)
        assert 4 <= len(names) <= MOST_BLANKS
        assert any(name.startswith("grad.W") for name in names)
        written = {part.name: part.answer.write() for part in exercise.parts}
        assert mark(exercise, written).score == 1
        assert {step.quantity for step in exercise.steps} >= set(names)
    assert made >= 3
    assert bool(updates) == (setup.optimiser == "sgd")


@pytest.mark.parametrize("name", DATA)
def test_its_numbers_are_those_of_the_network_rounded(name):
    setup, data, frames = trained(name)
    exercise = backprop_exercise(setup, frames[30], data)
    for array, weights in frames[30].weights.items():
        assert np.allclose(exercise.leaves[array], weights, atol=0.0051)
    assert exercise.leaves["x"].tolist()[0] in data.x[list(frames[30].rows)].tolist()


def test_the_new_weight_is_the_old_one_minus_the_rate_times_its_gradient():
    setup, data, frames = trained(hidden=())
    exercise = backprop_exercise(setup, frames[10], data)
    keys = {part.name: part.answer.key for part in exercise.parts}
    old = exercise.leaves["W"][0, 0]
    assert keys["updated.W[0,0]"] == pytest.approx(old - 0.5 * keys["grad.W[0,0]"])


def test_a_network_that_is_too_large_is_refused_with_the_reason():
    setup, data, frames = trained(hidden=(7,), steps=1)
    with pytest.raises(BadQuestion, match="7 hidden units"):
        backprop_exercise(setup, frames[0], data)


@pytest.mark.parametrize("name", ["momentum", "nesterov", "adagrad"])
def test_the_step_of_an_optimiser_asks_for_its_moments_too(name):
    setup, _, frames = trained(optimiser=name, rate=0.05)
    exercise = optimiser_exercise(setup, frames[10])
    assert exercise.parts[-1].name == "value.w_new[0]"
    largest = max(np.abs(array).max() for array in frames[10].gradients.values())
    assert abs(exercise.leaves["g"].item()) <= largest * 1.01


def test_rmsprop_makes_an_exercise_once_its_mean_square_has_grown():
    setup, _, frames = trained(optimiser="rmsprop", rate=0.05)
    made = []
    for frame in frames:
        with suppress(BadQuestion):
            made.append(optimiser_exercise(setup, frame))
    assert len(made) > 5


@pytest.mark.parametrize("name", ["sgd", "svrg"])
def test_an_optimiser_without_moments_has_no_exercise_of_its_own(name):
    setup, _, frames = trained(optimiser=name, steps=1)
    with pytest.raises(BadQuestion, match="no memory"):
        optimiser_exercise(setup, frames[0])
