"""Laws over every "and if …?" of every template: a fair exercise, and what changes is marked."""

import random

import numpy as np
import pytest

from engine import TEMPLATES, BadQuestion, build, mark
from engine.derivation.twin_changes import changed
from engine.proof import check_exercise
from engine.twins._base import TWINS, twins
from tests.honest import honest_responses

pytestmark = pytest.mark.slow

CASES = [(name, twin.name) for name in sorted(TEMPLATES) for twin in twins(build(name, 0))]
every_twin = pytest.mark.parametrize(("name", "change"), CASES)


def test_every_kind_of_change_is_met_and_says_what_it_is():
    kinds = dict.fromkeys(TWINS, 0)
    for name in TEMPLATES:
        exercise = build(name, 0)
        found = twins(exercise)
        assert len({twin.name for twin in found}) == len(found)
        for twin in found:
            assert twin.question.startswith("And if ")
            assert twin.question.endswith("?")
        for kind in kinds:
            kinds[kind] += exercise.graph is not None and bool([*TWINS[kind](exercise)])
    assert min(kinds.values()) >= 5, kinds


@every_twin
def test_a_twin_is_a_fair_exercise_with_the_numbers_of_its_original(name, change):
    for seed in range(4):
        original, exercise = build(name, seed), build(name, seed, and_if=change)
        assert exercise.params["and_if"] == change
        assert exercise.fingerprint not in (original.fingerprint, build(name, seed + 9).fingerprint)
        assert ("numbers are fresh" in exercise.statement) == (exercise.redraw != original.redraw)
        if exercise.redraw == original.redraw:
            for leaf, numbers in exercise.leaves.items():
                kept = original.leaves[leaf]
                assert np.array_equal(numbers[: len(kept)] if kept.ndim else numbers, kept)
        for chance in (None, random.Random(seed)):
            marked = mark(exercise, honest_responses(exercise, True, chance))
            assert {part.verdict for part in marked.parts.values()} <= {"correct", "rounded"}
    pairs = ((build(name, seed), build(name, seed, and_if=change)) for seed in range(40))
    assert any(original.redraw == exercise.redraw for original, exercise in pairs)


@every_twin
def test_the_keys_of_a_twin_are_proven_like_any_others(name, change):
    check_exercise(build(name, 1, and_if=change))


@every_twin
def test_something_changes_in_the_derivation_but_never_all_that_stays(name, change):
    exercise = build(name, 2, and_if=change)
    steps = {step.quantity for step in exercise.steps}
    assert changed(exercise) <= steps
    assert changed(exercise)


def test_without_a_bias_only_the_weighted_sums_change():
    exercise = build("mlp_backprop", 3, and_if="no_bias")
    assert changed(exercise) == {"value.z1[0]", "value.z1[1]", "value.z2[0]"}


def test_with_two_samples_the_gradients_of_the_weights_become_sums():
    exercise = build("neuron_gradient", 3, and_if="batch_of_two")
    assert changed(exercise) == {"grad.W[0,0]", "grad.W[1,0]", "grad.b[0]"}


def test_two_samples_may_meet_a_loss_whose_first_input_is_given():
    exercise = build("kl_divergence", 5, given="logits", and_if="batch_of_two")
    marked = mark(exercise, {part.name: part.answer.write() for part in exercise.parts})
    assert marked.score == 1
    check_exercise(exercise)


def test_another_loss_changes_its_own_gradient_alone():
    exercise = build("neuron_gradient", 3, and_if="mse_loss")
    assert changed(exercise) == {"grad.y[0]"}


def test_another_activation_changes_its_value_and_its_slope():
    exercise = build("neuron_gradient", 3, and_if="tanh")
    assert changed(exercise) == {"value.y[0]", "slope.z[0]", "grad.z[0]"}


def test_weight_decay_adds_lambda_w_to_the_gradient():
    exercise = build("neuron_gradient", 3, and_if="weight_decay")
    original, W = build("neuron_gradient", 3), exercise.leaves["W"]
    assert np.array_equal(W, original.leaves["W"])
    for i in range(2):
        name = f"grad.W[{i},0]"
        expected = original.part(name).answer.key + 0.2 * W[i, 0]
        assert exercise.part(name).answer.key == pytest.approx(expected)


def test_an_unknown_change_is_refused_with_advice():
    with pytest.raises(BadQuestion, match=r"no twin 'tahn'. Did you mean tanh"):
        build("mlp_backprop", 1, and_if="tahn")
    with pytest.raises(BadQuestion, match="It has none"):
        build("conv_output_shape", 1, and_if="tanh")


def test_what_an_original_has_not_changed():
    assert changed(build("mlp_backprop", 1)) == frozenset()
    assert twins(build("mlp_backprop", 1, and_if="tanh")) == ()
