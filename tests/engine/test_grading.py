"""Marking as a fair examiner would: blanks, follow-through and its limits, diagnosis."""

import numpy as np
import pytest

from engine import OPS, build, mark
from tests.seeds import seeds


@pytest.fixture
def exercise():
    return build("mlp_backprop", seed=7, hidden=2, activation="sigmoid", ask="all")


def keys(exercise):
    return {part.name: part.answer.rounded(part.answer.key) for part in exercise.parts}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward_from(exercise, h0):
    """Output and output delta of a learner who goes on from a first hidden value of their own."""
    leaves = exercise.leaves
    h = np.array([h0, exercise.part("value.h[1]").answer.key])
    y = sigmoid(h @ leaves["W2"][:, 0] + leaves["b2"][0])
    return y, (y - leaves["t"][0, 0]) * y * (1 - y)


def test_blank_and_absent_parts_are_unreadable_and_cost_later_parts_nothing(exercise):
    responses = keys(exercise) | {"value.h[0]": "  "}
    del responses["value.y[0]"]
    marked = mark(exercise, responses)
    assert marked.parts["value.h[0]"].verdict == "unreadable"
    assert marked.parts["value.y[0]"].verdict == "unreadable"
    assert marked.parts["grad.W1[0,0]"].verdict == "correct"
    assert marked.score == pytest.approx(10 / 12)


def test_nothing_entered_scores_nothing_and_garbage_is_unreadable_not_wrong(exercise):
    assert mark(exercise, {}).score == 0
    for each in (exercise, build("conv_output_shape", 1)):  # with a graph, and without one
        first = each.parts[0].name
        found = mark(each, {first: "banana"}).parts[first]
        assert (found.verdict, found.credit) == ("unreadable", 0)
        assert "number" in found.remark


def test_an_unknown_part_is_refused_with_the_list_of_parts(exercise):
    with pytest.raises(ValueError, match=r"value\.h\[0\]"):
        mark(exercise, {"value.h[9]": "1"})


def test_right_steps_from_a_slip_of_the_learners_own_earn_their_blanks(exercise):
    slip = 0.5312
    y, delta = forward_from(exercise, slip)
    responses = keys(exercise) | {
        "value.h[0]": str(slip),
        "value.y[0]": f"{y:.5f}",
        "grad.z2[0]": f"{delta:.5f}",
        "grad.W2[0,0]": f"{slip * round(delta, 5):.5f}",
    }
    marked = mark(exercise, responses)
    assert marked.parts["value.h[0]"].verdict == "wrong"
    for name in ("value.y[0]", "grad.z2[0]", "grad.W2[0,0]"):
        assert marked.parts[name].verdict == "follow_through", name
        assert marked.parts[name].credit == 1
    assert marked.account == "One slip: $h_{1}$. Everything after it follows. 11 of 12 correct."


def test_a_misconception_on_top_of_a_slip_is_named_from_the_learners_own_values(exercise):
    slip = 0.5312
    y, _ = forward_from(exercise, slip)
    slope_left_out = y - exercise.leaves["t"][0, 0]
    responses = keys(exercise) | {
        "value.h[0]": str(slip),
        "value.y[0]": f"{y:.5f}",
        "grad.z2[0]": f"{slope_left_out:.5f}",
    }
    marked = mark(exercise, responses)
    assert marked.parts["grad.z2[0]"].verdict == "misconception:sigmoid.slope_left_out"


def test_a_dead_value_earns_only_the_steps_it_leaves_something_of(exercise):
    y, _ = forward_from(exercise, 0.0)
    typed = {"value.h[0]": "0", "value.y[0]": f"{y:.5f}", "grad.W2[0,0]": "0"}
    marked = mark(exercise, keys(exercise) | typed)
    assert marked.parts["value.y[0]"].credit == 1
    assert marked.parts["grad.W2[0,0]"].credit == 0


@pytest.mark.parametrize("number", ["0", "1", "0.5", "-0.25", "0.1"])
def test_the_same_wrong_number_in_every_blank_earns_nothing(number):
    for seed in seeds(25):
        exercise = build("mlp_backprop", seed, ask="all")
        marked = mark(exercise, {part.name: number for part in exercise.parts})
        assert marked.score <= 1 / len(exercise.parts)


def test_marking_depends_on_the_stated_digits_only(exercise):
    part = exercise.part("value.y[0]")
    near = f"{part.answer.key + 0.4 * part.answer.step:.8f}"
    assert mark(exercise, keys(exercise) | {part.name: near}).parts[part.name].verdict == "correct"
    low, _ = part.answer.envelope
    edge = mark(exercise, keys(exercise) | {part.name: repr(low + 1e-7)}).parts[part.name]
    assert (edge.verdict, edge.credit) == ("rounded", 1.0)
    assert part.answer.shown in edge.remark


def test_a_mark_is_plain_json(exercise):
    marked = mark(exercise, keys(exercise)).as_dict()
    assert marked["score"] == 1.0
    assert marked["parts"]["value.h[0]"] == {"verdict": "correct", "credit": 1.0, "remark": ""}


def test_the_bounds_an_op_states_hold_its_output():
    for cls in OPS.values():
        if cls.bounds:
            op, inputs = cls.samples()[0]
            y = op.forward(*inputs)
            assert np.all((cls.bounds[0] <= y) & (y <= cls.bounds[1]))


def test_where_two_misconceptions_give_the_same_number_the_remark_tells_both():
    either = 0
    for seed in range(40):
        exercise = build("cnn_backprop", seed, ask="all")
        for part in exercise.parts:
            for wrong in part.answer.misconceptions:
                if wrong.also:
                    remarks = [
                        OPS[op].bends[rule].remark
                        for op, _, rule in (
                            name.partition(".") for name in (wrong.name, *wrong.also)
                        )
                    ]
                    told = {remark for remark in remarks if remark in wrong.remark}
                    assert len(told) == min(2, len(set(remarks))), "two guesses are enough"
                    either += len(told) > 1
    assert either > 0


@pytest.mark.parametrize(("typed", "said"), [
    (("abc", "abc", "abc"), "3 couldn't be read. 0 of 3 correct."),
    (("abc", " ", "0.003362"), "1 left blank. 1 couldn't be read. 1 of 3 correct."),
    (("0.4", "-0.02", "0.003362"), "2 have too few digits to tell, half marks. 1 of 3 correct."),
    (("", " ", ""), ""),
])  # fmt: skip
def test_the_line_on_a_sheet_tells_what_is_blank_unreadable_or_too_short(typed, said):
    exercise = build("mlp_backprop", 7)
    sheet = dict(zip([part.name for part in exercise.parts], typed, strict=True))
    assert mark(exercise, sheet).account == said
