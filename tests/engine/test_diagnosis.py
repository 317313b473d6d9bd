"""What is said of a wrong number: one misconception, two at once, several that fit, or a slip."""

import itertools
import random

import pytest

from engine import TEMPLATES, build, mark
from engine.graph.bent import bends
from engine.marking.tell_apart import apart
from engine.proof.simulated import honest_responses, slips
from engine.readings.digits import to_digits


def keys(exercise):
    return {part.name: part.answer.write() for part in exercise.parts}


def first_wrong(exercise, responses):
    """The mark of the first blank that is not right; None where all are."""
    return next((p for p in mark(exercise, responses).parts.values() if p.credit < 1), None)


def shared(exercise):
    """(part, entry) of the wrong answers that several misconceptions give."""
    return [
        (part, wrong)
        for part in exercise.parts
        for wrong in part.answer.misconceptions
        if wrong.also
    ]


def whole(name, seed):
    """An exercise that asks for every step, so that each mistake has blanks in which it shows."""
    return build(name, seed, **({"ask": "all"} if TEMPLATES[name].has_drill else {}))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mlp_backprop", "weight_update", "attention_forward"])
def test_who_holds_two_misconceptions_is_told_both_where_they_meet_and_else_the_first(name):
    both = first = seen = 0
    exercise = whole(name, 0)
    program = exercise.graph.program
    found = [(op, bend) for op, bend, _ in bends(program, range(len(program.instructions)))]
    for (op, bend), (op2, bend2) in itertools.combinations(found, 2):
        if op == op2 and bend.replaces == bend2.replaces:
            continue  # nobody uses two rules in place of one
        held = [(op, bend.name), (op2, bend2.name)]
        marked = first_wrong(exercise, honest_responses(exercise, True, None, held))
        if marked is None:
            continue
        told = [remark in marked.remark for remark in (bend.remark, bend2.remark)]
        seen += 1
        both += all(told) and "Two at once" in marked.remark
        first += any(told)
    assert seen > 60
    assert first / seen > 0.9  # three digits leave some pairs untold
    assert both > 5


def told_of(name, seed, blank, number):
    exercise = build(name, seed, ask="all")
    return mark(exercise, keys(exercise) | {blank: number}).parts[blank].remark


def test_two_at_once_are_not_named_where_chance_alone_may_bring_a_number_that_near():
    """The pairs give so many numbers so close together that many a number is one of them."""
    assert "Two at once" not in told_of("rnn_bptt", 2, "grad.z1[0]", "-0.0053")


def test_two_at_once_are_not_searched_for_among_more_than_a_dozen_misconceptions():
    """The pairs of thirteen explain this number, but so many explain too much, and take long."""
    assert "Two at once" not in told_of("batch_norm_backward", 0, "grad.x[0,0]", "0.2452")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mlp_backprop", "neuron_gradient", "attention_backward"])
def test_a_slip_of_a_digit_is_no_misconception(name):
    named = count = 0
    for seed in range(90):
        exercise = whole(name, seed)
        part = random.Random(seed).choice(exercise.parts)
        written = slips(part.answer.key, exercise.digits, random.Random(seed))
        for kind in ("swap", "drop"):
            marked = mark(exercise, keys(exercise) | {part.name: written[kind]}).parts[part.name]
            count += marked.credit == 0
            named += marked.verdict.startswith("misconception")
    assert count > 100
    assert named / count <= 0.04  # those that are the very number of a misconception


@pytest.mark.parametrize("name", ["mlp_backprop", "cnn_backprop", "batch_norm_forward"])
def test_a_last_digit_off_is_not_blamed_on_a_misconception_that_leaves_the_blank_alone(name):
    for seed in range(5):
        exercise = build(name, seed)
        for part in exercise.parts:
            low, high = part.answer.envelope
            changing = {n for w in part.answer.misconceptions for n in (w.name, *w.also)}
            beyond = high - low + 2 * part.answer.step
            for off in (low - beyond, high + beyond):
                written = to_digits(off, exercise.digits + 1)
                marked = mark(exercise, keys(exercise) | {part.name: written}).parts[part.name]
                assert marked.credit == 0
                named = marked.verdict.removeprefix("misconception:")
                assert named == "wrong" or {named, *marked.also} <= changing


def test_a_turned_sign_that_a_misconception_gives_too_is_told_as_either():
    exercise = build("neuron_gradient", 3, ask="all")
    part = exercise.part("grad.y[0]")
    key = part.answer.key
    for end in (key, *part.answer.envelope):
        rounded_on_the_way = to_digits(-(key + end) / 2, exercise.digits)
        typed = keys(exercise) | {part.name: rounded_on_the_way}
        marked = mark(exercise, typed).parts[part.name]
        assert marked.verdict == "misconception:half_squared_error.sign_flipped"
        assert marked.remark.endswith(" a slip with the sign.")
    other = exercise.part("grad.z[0]")
    told = {
        wrong.name: mark(exercise, keys(exercise) | {other.name: to_digits(wrong.value, 3)})
        for wrong in other.answer.wrong
    }
    assert len(told) > 1
    assert not any(
        "slip with the sign" in marked.parts[other.name].remark for marked in told.values()
    )


def test_of_two_that_fit_the_others_are_named_as_well():
    part, wrong, exercise = next(
        (*each, exercise)
        for exercise in (build("log_sum_exp", seed, ask="all") for seed in range(9))
        for each in shared(exercise)
    )
    marked = mark(exercise, keys(exercise) | {part.name: wrong.written}).parts[part.name]
    assert marked.verdict == f"misconception:{wrong.name}"
    assert marked.also == wrong.also
    assert marked.as_dict()["also"] == list(wrong.also)
    assert "also" not in mark(exercise, keys(exercise)).parts[part.name].as_dict()


@pytest.mark.slow
def test_later_blanks_decide_between_two_that_fit():
    decided = open_still = 0
    counts = {"gradient_accumulation": 2, "soft_threshold": 12, "cnn_backprop": 2,
              "penalised_gradient": 2}  # fmt: skip
    for name, count in counts.items():
        for seed in range(count):
            exercise = build(name, seed)
            for part, wrong in shared(exercise):
                for held in (wrong.name, *wrong.also):
                    op, _, rule = held.partition(".")
                    responses = honest_responses(exercise, True, None, [(op, rule)])
                    first = first_wrong(exercise, responses)
                    marked = mark(exercise, responses).parts[part.name]
                    if marked is first or marked == first:
                        names = (marked.verdict.removeprefix("misconception:"), *marked.also)
                        assert held in names
                        decided += len(names) < 1 + len(wrong.also)
                        open_still += len(names) == 1 + len(wrong.also)
    assert decided > 0
    assert open_still > 0


def test_a_variant_that_tells_two_apart_is_found_where_there_is_one():
    exercise = build("mlp_backprop", 0, ask="all")
    names = {"affine.input_left_out", "affine.weight_left_out"}
    found = apart((build("mlp_backprop", seed, ask="all") for seed in range(5)), names)
    assert found is not None
    assert any(
        len(names & {wrong.name, *wrong.also}) == 1
        for part in found.parts
        for wrong in part.answer.misconceptions
    )
    assert apart([exercise], {"affine.input_left_out"}) is None
    assert apart([], names) is None


def test_no_warning_comes_of_rules_that_leave_the_domain(recwarn):
    for name in ("log_sum_exp", "softmax_temperature"):
        for seed in range(10):
            exercise = build(name, seed)
            mark(exercise, dict.fromkeys(keys(exercise), "0.9"))
    assert not recwarn.list


def test_a_number_between_the_right_one_and_that_of_a_misconception_is_not_named():
    """Where σ stands for tanh, 1/cosh² still gives the right slope, and 1 − y² does not."""
    exercise = build("mlp_backprop", 5, inputs=1, activation="tanh", output_activation="tanh")
    part = exercise.part("grad.W1[0,1]")
    typed = keys(exercise) | {part.name: to_digits(1.2 * part.answer.key, exercise.digits)}
    assert mark(exercise, typed).parts[part.name].verdict == "wrong"


def test_one_number_in_every_blank_is_no_mistake_in_particular_and_each_remark_says_something():
    """Zeros in a training step were told of a slope and of two mistakes at once."""
    exercise = build("training_step", 7206)
    for number in ("0", "1"):
        marks = mark(exercise, {part.name: number for part in exercise.parts}).parts
        assert not any("misconception" in part.verdict for part in marks.values())
        assert all(part.remark for part in marks.values())
    turned = {part.name: str(-part.answer.key) for part in build("mlp_backprop", 7201).parts}
    told = mark(build("mlp_backprop", 7201), turned).parts["grad.z2[0]"]
    assert (told.verdict, told.remark[:18]) == ("wrong", "The size is right,")
