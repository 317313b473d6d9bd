"""Going on from a wrong value of one's own: what a right step earns, and when it shows nothing."""

from dataclasses import replace

import pytest

from engine import build, mark
from engine.graph.program import execute
from engine.marking.follow_through import FOLLOW_THROUGH_CREDIT
from quizapp.plan import rating


def keys(exercise):
    return {part.name: part.answer.write() for part in exercise.parts}


def output_after(exercise, h0, bend=()):
    """What a network puts out whose first hidden unit has that value, in the stated decimals."""
    h1 = exercise.part("value.h[1]").answer.key
    given = {"h": [((0, 0), h0), ((0, 1), h1)]}
    arrays = execute(exercise.graph.program, exercise.leaves, given=given, bend=bend)
    return f"{float(arrays['y'].item()):.{exercise.decimals}f}"


def going_on_from(own, activation):
    """The mark of the output of a learner who goes on from that first hidden value."""
    exercise = build("mlp_backprop", 7, activation=activation)
    typed = {"value.h[0]": own, "value.y[0]": output_after(exercise, float(own))}
    marked = mark(exercise, keys(exercise) | typed)
    assert marked.parts["value.h[0]"].credit == 0
    return marked.parts["value.y[0]"]


def test_a_right_step_from_a_wrong_value_earns_six_tenths_of_its_blank():
    step = going_on_from("0.9", "leaky_relu")
    assert (step.verdict, step.credit) == ("follow_through", 0.6)


def test_a_right_method_from_a_wrong_value_is_enough_for_the_plan_not_to_start_again():
    """The plan asks for as much as the examiner gives: either changes only with the other."""
    assert rating.ENOUGH == FOLLOW_THROUGH_CREDIT
    followed = rating.Evidence(FOLLOW_THROUGH_CREDIT, 0, 60, target=60, level=2, kind="template")
    assert rating.grade(followed) == rating.HARD
    assert rating.grade(replace(followed, score=0.59)) == rating.AGAIN


@pytest.mark.parametrize("dead", ["0", "1", "-1"])
def test_a_step_from_zero_or_one_shows_nothing_even_where_a_unit_can_have_that_value(dead):
    """A leaky unit has no range that these would lie outside of."""
    step = going_on_from(dead, "leaky_relu")
    assert (step.verdict, step.credit) == ("follow_through", 0)
    assert "trivial" in step.remark


@pytest.mark.parametrize(("own", "activation"), [
    ("1.2", "sigmoid"), ("-0.3", "sigmoid"), ("1.4", "tanh"), ("-1.3", "tanh"),
])  # fmt: skip
def test_a_step_from_a_value_that_no_unit_can_have_shows_nothing(own, activation):
    step = going_on_from(own, activation)
    assert (step.verdict, step.credit) == ("follow_through", 0)


@pytest.mark.parametrize(("own", "activation"), [
    ("0.95", "sigmoid"), ("0.05", "sigmoid"), ("-0.9", "tanh"), ("1.4", "leaky_relu"),
])  # fmt: skip
def test_a_step_from_a_value_within_the_range_earns_its_credit(own, activation):
    assert going_on_from(own, activation).credit == FOLLOW_THROUGH_CREDIT


def test_a_dead_value_costs_nothing_where_the_step_does_not_use_it():
    """The gradient of W₂ for the second unit needs δ and h₂; that h₁ is 0 is of no account."""
    exercise = build("mlp_backprop", 7)
    delta = 0.0437
    h2 = exercise.part("value.h[1]").answer.key
    typed = {
        "value.h[0]": "0",
        "grad.z2[0]": str(delta),
        "grad.W2[1,0]": f"{delta * h2:.{exercise.decimals}f}",
    }
    step = mark(exercise, keys(exercise) | typed).parts["grad.W2[1,0]"]
    assert (step.verdict, step.credit) == ("follow_through", FOLLOW_THROUGH_CREDIT)


@pytest.mark.parametrize(("copied", "credit"), [("0.01234", 0), ("0.01237", None)])
def test_a_step_that_only_copies_a_wrong_number_shows_nothing(copied, credit):
    """∂E/∂b is ∂E/∂z, so the same number again follows, and takes no step at all."""
    exercise = build("neuron_gradient", 3)
    typed = {"grad.z[0]": "0.01234", "grad.b[0]": copied}
    step = mark(exercise, keys(exercise) | typed).parts["grad.b[0]"]
    assert (step.verdict == "follow_through") == (credit is not None)
    assert step.credit == 0


def test_the_key_of_a_blank_left_empty_is_gone_on_from_with_the_rule_that_was_bent_later():
    """h₁ is blank and h₂ a slip; only at the output is the rule bent. Were the key of h₁ not
    taken as given, it would be bent as well, and nothing would explain the output."""
    exercise = build("mlp_backprop", 7)
    bend = ("sigmoid", "sign_of_exponent")
    given = {"h": [((0, 0), exercise.part("value.h[0]").answer.key), ((0, 1), 0.5312)]}
    arrays = execute(exercise.graph.program, exercise.leaves, given=given, bend=[bend])
    output = f"{float(arrays['y'].item()):.{exercise.decimals}f}"
    typed = {"value.h[0]": "", "value.h[1]": "0.5312", "value.y[0]": output}
    marked = mark(exercise, keys(exercise) | typed).parts
    assert marked["value.h[0]"].verdict == "unreadable"
    assert marked["value.y[0]"].verdict == "misconception:sigmoid.sign_of_exponent"
