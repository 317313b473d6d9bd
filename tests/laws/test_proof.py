"""Law: three proofs agree on every key, over many variants of every template."""

import pytest

from engine import TEMPLATES, build
from engine.graph.bent import bends
from engine.graph.program import execute
from engine.proof import by_differences, by_sympy, check_exercise
from tests.laws.proving import keyed, prove, spoiled
from tests.variants import covering, every_graph

pytestmark = pytest.mark.slow


@every_graph
def test_keys_agree_with_sympy_and_with_central_differences_at_fifty_digits(name):
    prove(name)


@pytest.mark.parametrize("route", [by_sympy, by_differences])
@pytest.mark.parametrize("name", ["mlp_backprop", "weight_update", "softmax_cross_entropy"])
def test_either_route_alone_finds_a_wrong_key(name, route):
    exercise = build(name, 3)
    check_exercise(exercise, routes=[route])
    for part in exercise.parts:
        with pytest.raises(AssertionError, match=r"by the graph"):
            check_exercise(spoiled(exercise, part.name), routes=[route])


@pytest.mark.parametrize("route", [by_sympy, by_differences])
@pytest.mark.parametrize("name", ["mlp_backprop", "cnn_backprop", "lstm_backward"])
def test_either_route_alone_finds_every_reverse_rule_that_is_bent(name, route):
    exercise = build(name, 3)
    program = exercise.graph.program
    check_exercise(keyed(exercise, execute(program, exercise.leaves)), routes=[route])
    bent = 0
    for op, bend, _ in bends(program, range(program.backward)):
        arrays = execute(program, exercise.leaves, bend=[(op, bend.name)])
        wrong = keyed(exercise, arrays)
        same = all(
            ours.answer.value == pytest.approx(theirs.answer.value, rel=1e-6)
            for ours, theirs in zip(wrong.parts, exercise.parts, strict=True)
        )
        if bend.replaces == "vjp" and not same:  # a rule may bend a gradient that is not asked for
            bent += 1
            with pytest.raises(AssertionError, match=r"by the graph"):
                check_exercise(wrong, routes=[route])
    assert bent >= 4


@pytest.mark.parametrize("name", ["mlp_backprop", "descent_on_data", "conv2d_gradient"])
def test_every_value_of_every_parameter_is_proved(name):
    template = TEMPLATES[name]
    proven = [template.complete(params) for params in covering(name)]
    for key, values in template.choices.items():
        assert {params[key] for params in proven} == set(values)
