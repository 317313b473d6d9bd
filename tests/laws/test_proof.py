"""Law: three routes lead to the same key, over 200 seeds of every template (the first half)."""

import pytest

from engine import build
from engine.proof import by_differences, by_sympy, check_exercise
from tests.laws.proving import GRAPHS, prove, settings, spoiled


@pytest.mark.parametrize("name", GRAPHS[::2])
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


@pytest.mark.parametrize("name", ["mlp_backprop", "descent_on_data", "conv2d_gradient"])
def test_every_value_of_every_parameter_is_among_what_is_proven(name):
    from engine import TEMPLATES

    template = TEMPLATES[name]
    proven = [template.complete(params) for params in settings(name)]
    for key, values in template.choices.items():
        assert {params[key] for params in proven} == set(values)
