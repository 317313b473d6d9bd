"""Laws for every "what if …?" of every template: it is fair, and its changes are marked."""

import itertools
import random

import numpy as np
import pytest

from engine import TEMPLATES, BadQuestion, build, mark
from engine.derivation.twin_changes import changed
from engine.proof import by_differences, check_exercise
from engine.proof.simulated import honest_responses
from engine.twins._base import TWINS, twins
from tests.variants import every_graph, variant

pytestmark = pytest.mark.slow


def offered(name):
    """The twins of a template; one without any refuses every change, with advice."""
    found = twins(variant(name, 0))
    if not found:
        with pytest.raises(BadQuestion, match="It has none"):
            build(name, 1, and_if="tanh")
    return found


def check_same_numbers(original, exercise):
    for leaf, numbers in exercise.leaves.items():
        kept = original.leaves[leaf]
        assert np.array_equal(numbers[: len(kept)] if kept.ndim else numbers, kept)


def test_every_kind_of_change_occurs_and_says_what_it_is():
    kinds = dict.fromkeys(TWINS, 0)
    for name in TEMPLATES:
        exercise = variant(name, 0)
        found = twins(exercise)
        assert len({twin.name for twin in found}) == len(found)
        for twin in found:
            assert twin.question.startswith("What if ")
            assert twin.question.endswith("?")
        for kind in kinds:
            kinds[kind] += exercise.graph is not None and bool([*TWINS[kind](exercise)])
    assert min(kinds.values()) >= 5, kinds


@every_graph
def test_a_twin_is_a_fair_exercise_with_the_numbers_of_its_original(name, subtests):
    for twin in offered(name):
        with subtests.test(twin.name):
            pairs = [(variant(name, seed), variant(name, seed, and_if=twin.name))
                     for seed in range(2)]  # fmt: skip
            for seed, (original, exercise) in enumerate(pairs):
                assert exercise.params["and_if"] == twin.name
                others = (original.fingerprint, variant(name, seed + 9).fingerprint)
                assert exercise.fingerprint not in others
                kept_numbers = exercise.redraw == original.redraw
                assert ("numbers are new" in exercise.statement) != kept_numbers
                if kept_numbers:
                    check_same_numbers(original, exercise)
                for chance in (None, random.Random(seed)):
                    marked = mark(exercise, honest_responses(exercise, True, chance))
                    verdicts = {part.verdict for part in marked.parts.values()}
                    assert verdicts <= {"correct", "rounded"}
            more = ((variant(name, seed), variant(name, seed, and_if=twin.name))
                    for seed in range(2, 40))  # fmt: skip
            assert any(
                original.redraw == exercise.redraw
                for original, exercise in itertools.chain(pairs, more)
            )


@every_graph
def test_the_keys_of_a_twin_are_proved_like_any_others(name, subtests):
    """By one route, as either finds a wrong key: SymPy takes twenty times as long for a graph."""
    for twin in offered(name):
        with subtests.test(twin.name):
            check_exercise(variant(name, 1, and_if=twin.name), routes=[by_differences])


@every_graph
def test_some_but_not_all_lines_of_the_derivation_change(name, subtests):
    for twin in offered(name):
        with subtests.test(twin.name):
            exercise = variant(name, 1, and_if=twin.name)
            steps = {step.quantity for step in exercise.steps}
            assert changed(exercise) <= steps
            assert changed(exercise)


def test_without_a_bias_only_the_weighted_sums_change():
    exercise = build("mlp_backprop", 3, and_if="no_bias")
    assert changed(exercise) == {"value.z1[0]", "value.z1[1]", "value.z2[0]"}


def test_with_two_examples_the_gradients_of_the_weights_become_sums():
    exercise = build("neuron_gradient", 3, ask="all", and_if="batch_of_two")
    assert changed(exercise) == {"grad.W[0,0]", "grad.W[1,0]", "grad.b[0]"}


def test_two_examples_work_with_a_loss_whose_first_input_is_given():
    exercise = build("kl_divergence", 5, given="logits", and_if="batch_of_two")
    marked = mark(exercise, {part.name: part.answer.write() for part in exercise.parts})
    assert marked.score == 1
    check_exercise(exercise)


def test_another_loss_changes_only_its_own_gradient():
    exercise = build("neuron_gradient", 3, and_if="mse_loss")
    assert changed(exercise) == {"grad.y[0]"}


def test_another_activation_changes_its_value_and_its_slope():
    exercise = build("neuron_gradient", 3, and_if="tanh")
    assert changed(exercise) == {"value.y[0]", "slope.z[0]", "grad.z[0]"}


def test_weight_decay_adds_lambda_w_to_the_gradient():
    exercise = build("neuron_gradient", 3, ask="all", and_if="weight_decay")
    original, W = build("neuron_gradient", 3, ask="all"), exercise.leaves["W"]
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


def test_an_original_has_no_changes():
    assert changed(build("mlp_backprop", 1)) == frozenset()
    assert twins(build("mlp_backprop", 1, and_if="tanh")) == ()
