"""Going on from a wrong value of one's own: a right step earns its blank, unless it is empty."""

import pytest

from engine import build, mark
from engine.graph.program import execute
from engine.proof.simulated import written


def keys(exercise):
    return {part.name: part.answer.write() for part in exercise.parts}


def output_after(exercise, h0, bend=()):
    """What a network puts out whose first hidden unit has that value, in the digits asked for."""
    h1 = exercise.part("value.h[1]").answer.key
    given = {"h": [((0, 0), h0), ((0, 1), h1)]}
    arrays = execute(exercise.graph.program, exercise.leaves, given=given, bend=bend)
    return written(float(arrays["y"].item()), exercise.digits)


def going_on_from(own, activation):
    """The mark of the output of a learner who goes on from that first hidden value."""
    exercise = build("mlp_backprop", 7, activation=activation, ask="all")
    typed = {"value.h[0]": own, "value.y[0]": output_after(exercise, float(own))}
    marked = mark(exercise, keys(exercise) | typed)
    assert marked.parts["value.h[0]"].credit == 0
    return marked.parts["value.y[0]"]


@pytest.mark.parametrize(("own", "activation"), [
    ("0.912", "leaky_relu"), ("1.63", "leaky_relu"), ("-1.00", "leaky_relu"), ("0.95", "sigmoid"),
    ("0.0512", "sigmoid"), ("-0.913", "tanh"), ("1.2", "sigmoid"), ("-1.3", "tanh"),
])  # fmt: skip
def test_a_right_step_from_a_wrong_value_earns_its_whole_blank(own, activation):
    """Even from a value that no unit can have: that mistake is charged where it was made."""
    step = going_on_from(own, activation)
    assert (step.verdict, step.credit) == ("follow_through", 1)


@pytest.mark.parametrize(("own", "activation", "said"), [
    ("1.2", "sigmoid", "between 0 and 1"), ("-1.3", "tanh", "between −1 and 1"),
])  # fmt: skip
def test_a_value_that_no_unit_can_have_is_told_so(own, activation, said):
    exercise = build("mlp_backprop", 7, activation=activation, ask="all")
    marked = mark(exercise, keys(exercise) | {"value.h[0]": own})
    assert said in marked.parts["value.h[0]"].remark


def test_a_step_that_a_wrong_zero_leaves_empty_earns_nothing_and_is_told_why():
    exercise = build("neuron_gradient", 3, ask="all")
    typed = {"grad.z[0]": "0", "grad.W[0,0]": "0", "grad.b[0]": "0"}
    step = mark(exercise, keys(exercise) | typed).parts["grad.W[0,0]"]
    assert (step.verdict, step.credit) == ("follow_through", 0)
    assert "leaves nothing to work out" in step.remark


def test_a_zero_costs_nothing_where_the_step_does_not_use_it():
    """The gradient of W₂ for the second unit needs δ and h₂; that h₁ is 0 is of no account."""
    exercise = build("mlp_backprop", 7, ask="all")
    delta, h2 = 0.0437, exercise.part("value.h[1]").answer.key
    typed = {
        "value.h[0]": "0",
        "grad.z2[0]": str(delta),
        "grad.W2[1,0]": written(delta * h2, exercise.digits),
    }
    step = mark(exercise, keys(exercise) | typed).parts["grad.W2[1,0]"]
    assert (step.verdict, step.credit) == ("follow_through", 1)


def test_copying_earns_its_blank_where_the_rule_copies():
    """∂E/∂b is ∂E/∂z, so the same number again is what the rule says."""
    exercise = build("neuron_gradient", 3, ask="all")
    for number, credit in (("0.01234", 1), ("1.70", 1), ("1.7", 0)):  # x is 1.7, in the statement
        typed = {"grad.z[0]": number, "grad.b[0]": number}
        step = mark(exercise, keys(exercise) | typed).parts["grad.b[0]"]
        assert (step.verdict, step.credit) == ("follow_through", credit)
        assert ("repeats a number from the question" in step.remark) == (credit == 0)


def test_a_short_number_that_follows_from_a_wrong_one_is_handed_back_if_it_may_be_a_named_mistake():
    exercise = build("neuron_gradient", 0, ask="all")
    for number, verdict in (("0.011", "imprecise"), ("0.0114", "follow_through")):
        typed = {"grad.y[0]": "0.0456", "grad.z[0]": number}
        assert mark(exercise, keys(exercise) | typed).parts["grad.z[0]"].verdict == verdict


@pytest.mark.slow
@pytest.mark.parametrize("number", ["0", "1", "0.5", "-1", "0.123", "1e6"])
def test_one_number_in_every_blank_earns_next_to_nothing(number):
    scores = []
    for name in ("mlp_backprop", "neuron_gradient", "softmax_cross_entropy", "attention_forward"):
        for seed in range(6):
            exercise = build(name, seed)
            sheet = {part.name: number for part in exercise.parts}
            scores.append(mark(exercise, sheet).score)
    assert sum(scores) / len(scores) < 0.05


def test_the_key_of_a_blank_left_empty_is_gone_on_from_with_the_rule_that_was_bent_later():
    """h₁ is blank and h₂ a slip; only at the output is the rule bent. Were the key of h₁ not
    taken as given, it would be bent as well, and nothing would explain the output."""
    exercise = build("mlp_backprop", 7, ask="all")
    bend = ("sigmoid", "sign_of_exponent")
    given = {"h": [((0, 0), exercise.part("value.h[0]").answer.key), ((0, 1), 0.5312)]}
    arrays = execute(exercise.graph.program, exercise.leaves, given=given, bend=[bend])
    output = written(float(arrays["y"].item()), exercise.digits)
    typed = {"value.h[0]": "", "value.h[1]": "0.5312", "value.y[0]": output}
    marked = mark(exercise, keys(exercise) | typed).parts
    assert marked["value.h[0]"].verdict == "unreadable"
    assert marked["value.y[0]"].verdict == "misconception:sigmoid.sign_of_exponent"


def test_a_variance_by_way_of_the_mean_square_is_right_however_many_digits_that_costs():
    """E[x²] − μ² to four digits a step makes 2.870 of 2.896; with fewer it tells nothing."""
    exercise = build("batch_norm_backward", 7003)
    name, key = exercise.parts[0].name, exercise.parts[0].answer.key
    assert (name, round(key, 3)) == ("value.v[0]", 2.896)
    told = {typed: mark(exercise, {name: typed}).parts[name].verdict
            for typed in ("2.870", "2.80", "1", "2.600", "4.343")}  # fmt: skip
    assert told == {
        "2.870": "rounded", "2.80": "imprecise", "1": "imprecise", "2.600": "wrong",
        "4.343": "misconception:mean_square.divided_by_one_less",
    }  # fmt: skip
