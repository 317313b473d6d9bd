"""Numbers with fewer digits than are asked for, and wrong rules that reach several blanks."""

import pytest

from engine import build, mark
from engine.answers.number import NumberAnswer
from engine.graph.bent import at
from engine.graph.program import execute
from engine.graph.quantity import Quantity
from engine.marking.own import Own
from engine.proof.simulated import written
from engine.readings.rounding import Rounding


def verdicts(exercise, **typed):
    responses = {part.name: typed.get(f"p{n}", "") for n, part in enumerate(exercise.parts)}
    return [part.verdict for part in mark(exercise, responses).parts.values()]


def test_a_number_with_all_its_digits_is_not_excused_by_a_short_one_before_it():
    exercise = build("mlp_backprop", 12)
    short, right = ".38", exercise.parts[1].answer.key
    assert verdicts(exercise, p0=short, p1=f"{right:.2g}")[:2] == ["rounded", "rounded"]
    for off in (0.9, 1.1):
        assert verdicts(exercise, p0=short, p1=f"{off * right:.4f}")[:2] == ["rounded", "wrong"]


def test_a_short_number_excuses_nothing_that_does_not_build_on_it():
    exercise = build("conv2d_gradient", 25)
    first, second = (part.answer.key for part in exercise.parts[:2])
    told = verdicts(exercise, p0=f"{first:.1f}", p1=f"{1.17 * second:.3g}")
    assert told[1] == "wrong"


def test_it_is_true_how_many_digits_are_said_to_be_correct():
    exercise = build("mlp_backprop", 12)
    key = exercise.parts[0].answer.key
    for digits in (2, 3):
        typed = {"value.y[0]": f"{key:.{digits}f}"}
        remark = mark(exercise, typed).parts["value.y[0]"].remark
        assert remark.startswith(f"Correct to {digits} digits")
    answer = exercise.parts[1].answer
    assert answer.told(answer.read("-.1450")) < answer.told(answer.read("-.1344")) == 2


def test_two_digits_that_another_right_route_ends_with_are_handed_back_not_accused():
    """With σ′ = e^(−z)/(1 + e^(−z))² in two digits, ∂E/∂z = 0.302 becomes 1.3·0.65/2.9 = 0.29."""
    exercise = build("binary_cross_entropy", 160, inputs=2, samples=2, ask="all")
    typed = ["0.60", "0.34", "0.67", "1.3", "0.75", "0.29", "0.17"]
    sheet = {f"p{n}": text for n, text in enumerate(typed)}
    assert verdicts(exercise, **sheet)[5:7] == ["imprecise", "rounded"]
    for wrong in ("0.28", "0.2900"):
        assert verdicts(exercise, **sheet | {"p5": wrong})[5] != "imprecise"


def test_every_addition_of_a_sum_may_be_cut_off():
    """1 + e^(−1.4) + e^(−2.7) cut off to three digits is 1.24, then 1.30: q = 1/1.30 = 0.769."""
    exercise = build("kl_divergence", 199, classes=3, given="logits", ask="all")
    assert exercise.leaves["z"].tolist() == [[1.3, -0.1, -1.4]]
    assert verdicts(exercise, p0="0.769")[0] == "rounded"
    assert verdicts(exercise, p0="0.785")[0] == "wrong"


def test_a_wrong_rule_applied_once_is_counted_once_in_every_entry_that_it_reaches():
    exercise = build("attention_forward", 27)
    graph, leaves = exercise.graph, exercise.leaves
    bent = execute(graph.program, leaves, bend=[("attention_scores", "scale_left_out")])
    typed = {q.name: written(at(bent[q.array], q.index), exercise.digits) for q in exercise.asked}
    marked = mark(exercise, typed)
    told = [part.verdict for part in marked.parts.values()]
    assert told == ["misconception:attention_scores.scale_left_out", *["follow_through"] * 3]
    assert marked.account.startswith("One slip")


def test_numbers_whose_trailing_zeros_may_be_rounding_are_handed_back_not_refused():
    answer = NumberAnswer(897.23, digits=4)
    assert answer.mark("900").verdict == "imprecise"
    assert answer.mark("890").verdict == "wrong"
    assert NumberAnswer(297.0, digits=3).mark("300").verdict == "wrong"  # a count


@pytest.mark.parametrize(("name", "op", "rule", "places"), [
    ("lstm_forward", "recurrent_sum", "bias_left_out", None),  # in every gate
    ("mlp_backprop", "affine", "bias_left_out", [0]),  # in the first layer, whose h is not asked
    ("mlp_backprop_batch", "affine", "bias_subtracted", [0]),
    ("momentum", "velocity", "averaged", [0]),  # for the first v alone
])  # fmt: skip
def test_a_wrong_rule_where_nothing_is_asked_is_named_and_charged_once(name, op, rule, places):
    exercise = build(name, 0)
    arrays = execute(exercise.graph.program, exercise.leaves, bend=[(op, rule)], bent_at=places)
    typed = {q.name: written(at(arrays[q.array], q.index), exercise.digits) for q in exercise.asked}
    marked = mark(exercise, typed)
    told = [part.verdict for part in marked.parts.values()]
    assert told == [f"misconception:{op}.{rule}", *["follow_through"] * (len(told) - 1)]
    assert marked.account.startswith("One slip")


@pytest.mark.parametrize("zero", ["0", "0.00"])
def test_a_zero_that_a_wrong_rule_leads_to_is_told_and_not_asked_for_more_digits(zero):
    """Whoever keeps two digits might end with 0 here, for the terms cancel."""
    exercise = build("cnn_backprop", 2)
    told = mark(exercise, {"grad.W[0,0]": zero}).parts["grad.W[0,0]"]
    assert told.verdict == "misconception:conv2d.first_window_only"


def test_digits_that_were_lost_on_the_way_are_not_asked_for_at_the_end():
    typed = {"value.n[0]": "-4.4", "value.a[0]": "-4.3", "value.r[0]": "0.0115"}
    parts = mark(build("gradient_check", 13), typed).parts
    assert parts["value.r[0]"].verdict == "imprecise"
    assert "keep one more digit at each step" in parts["value.r[0]"].remark


ROUNDED, CUT, EITHER = Rounding(2), Rounding(2, cut=True), Rounding(2, either=True)


@pytest.mark.parametrize(
    ("number", "way", "as_it_is", "ends"),
    [(0.25, ROUNDED, False, (0.245, 0.255)), (0.25, CUT, False, (0.25, 0.26)),
     (-0.25, CUT, False, (-0.26, -0.25)), (0.25, EITHER, False, (0.24, 0.26)),
     (0.25, ROUNDED, True, (0.25, 0.25))],
)  # fmt: skip
def test_a_number_may_have_been_rounded_to_its_last_digit_or_cut_off_after_it(
    number, way, as_it_is, ends
):
    own = Own(Quantity("value", "z"), number, 2)
    assert own.stands_for(way, as_it_is=as_it_is) == pytest.approx(ends)
    unclear = own._replace(key=0.3)  # too short to tell whether it is right: it may be the key
    assert unclear.stands_for(way, as_it_is=True)[1] == 0.3


@pytest.mark.parametrize(
    ("template", "seed", "params", "typed"),
    [  # every step to three decimals, and to two
        ("neuron_gradient", 2, {"inputs": 4, "activation": "tanh", "ask": "all"},
         ["0.315", "-0.005", "-0.005", "-0.008", "-0.007", "-0.006", "0.009", "-0.005"]),
        ("training_step", 3, {"inputs": 1, "activation": "tanh", "output_activation": "sigmoid",
                              "ask": "all"},
         ["-0.935", "0.821", "0.222", "0.084", "-0.074", "-0.004", "0.020", "0.007", "-0.034",
          "0.273", "-0.631", "0.934", "-0.903"]),
        ("gradient_check", 2, {"asked": "error", "ask": "all"},
         ["-1.50", "-1.31", "-0.95", "-0.94", "0.01"]),
    ],
)  # fmt: skip
def test_who_rounds_to_decimals_is_told_that_they_are_too_few_and_accused_of_nothing(
    template, seed, params, typed
):
    exercise = build(template, seed, **params)
    parts = [part.name for part in exercise.parts]
    marks = mark(exercise, dict(zip(parts, typed, strict=True))).parts.values()
    assert {part.verdict for part in marks} <= {"correct", "rounded", "imprecise"}
