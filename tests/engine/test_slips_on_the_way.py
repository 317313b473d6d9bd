"""One slip at a number that is not asked for costs one blank, however little the others show."""

from collections.abc import Callable

import pytest

from engine import build, mark
from engine.exercise.exercise import Exercise
from engine.graph.bent import at, by_array
from engine.graph.program import execute
from engine.graph.quantity import Quantity


def lost(exercise: Exercise, typed: list[str]) -> list[str]:
    parts = [part.name for part in exercise.parts]
    marks = mark(exercise, dict(zip(parts, typed, strict=True))).parts
    return [name for name, part in marks.items() if part.credit < 1]


@pytest.mark.parametrize(
    ("template", "seed", "params", "typed"),
    [  # a velocity, a softmax score and a probability that are 20% off
        ("momentum", 13, {"steps": 2}, ["-0.328", "2.24", "-0.552"]),
        ("multi_head_attention", 19, {"form": "narrow"}, ["0.5388", "-1.123", "-1.660"]),
        ("label_smoothing", 4, {"classes": 4, "asked": "floor"},
         ["0.05000", "0.8500", "0.5875", "0.9719", "1.560", "-0.6468"]),
        # an exponential whose score is given; the sum of them; a root; a product of two places
        ("label_smoothing", 3, {"classes": 5, "asked": "target", "ask": "all"},
         ["0.9200", "0.02000", "0.09223", "0.09287", "2.326"]),
        ("multi_head_attention", 15, {"form": "one_query", "output": True, "ask": "all"},
         ["0.8194", "0.4305", "0.2571", "0.7429", "2.078", "2.082", "-0.6573", "-1.086",
          "-0.9438", "-2.093"]),
        ("batch_norm_backward", 14, {"batch": 3, "through": "statistics"},
         ["0.8087", "-2.377", "-1.469", "1.860", "-1.406"]),
        ("hessian_linear_net", 13, {"asked": "determinant", "ask": "all"},
         ["-5.57", "9.24", "-0.150", "-0.150", "8.29", "76.6"]),
        # far off, where a straight line tells nothing
        ("mlp_backprop_batch", 14, {"loss": "half_squared_error", "ask": "all"},
         ["-0.1837", "-0.2918", "-0.7537", "0.08820", "-0.4289", "-0.6699", "-0.6655",
          "0.006631", "0.009661"]),
        ("penalised_gradient", 6, {"penalty": "l1", "inputs": 3, "ask": "few"},
         ["0.4011", "-0.7608", "-0.3257"]),
    ],
)  # fmt: skip
def test_whatever_number_it_was_the_digits_asked_for_are_enough_to_tell_that_it_was_one(
    template, seed, params, typed
):
    assert len(lost(build(template, seed, **params), typed)) == 1


def test_a_relu_that_hands_on_a_value_whose_sign_slipped_has_been_worked_out():
    exercise = build("neuron_forward", 0, activation="relu")
    off = next(e for e in (build("neuron_forward", seed, activation="relu") for seed in range(30))
               if e.parts[0].answer.key < 0)  # fmt: skip
    typed = off.parts[0].answer.write().lstrip("-")
    assert lost(off, [typed, typed]) == ["value.z[0]"]
    anything = ["0.77", "0.77"]
    assert lost(exercise, anything) == ["value.z[0]", "value.y[0]"]  # that takes no work


def test_a_slip_is_looked_for_where_the_number_there_hardly_moves_the_blank():
    exercise = build("training_step", 0)
    sheet = {"grad.W1[0,0]": "0.054394034763876845", "updated.W1[0,0]": "-0.23334431440767234"}
    assert mark(exercise, sheet).score == 0


def test_a_given_number_that_was_another_in_the_working_is_named_in_plain_words():
    exercise = build("label_smoothing", 3, classes=5, asked="target", ask="all")
    typed = ["0.9200", "0.02000", "0.09223", "0.09287", "2.326"]
    marks = mark(exercise, dict(zip([part.name for part in exercise.parts], typed, strict=True)))
    remarks = [part.remark for part in marks.parts.values() if part.credit < 1]
    assert remarks == ["It looks as if $z_{5}$ was a different number in your working. "
                       "Everything that depends on it follows."]  # fmt: skip


@pytest.mark.parametrize(
    ("template", "earlier"), [("lstm_forward", ", or before that"), ("lstm_backward", "")]
)
def test_a_single_wrong_blank_names_the_numbers_not_asked_for_that_may_have_made_it_wrong(
    template, earlier
):
    exercise = build(template, 0)
    typed = from_another(exercise, "g", lambda g: -g)  # f is asked, or c_prev's gradient shows it
    marks = mark(exercise, typed).parts
    assert [name for name, part in marks.items() if part.credit < 1] == ["value.c[0]"]
    assert marks["value.c[0]"].remark.endswith(f" The slip may also be at $i$ or $g${earlier}.")


def from_another(exercise: Exercise, node: str, other: Callable[[float], float]) -> dict[str, str]:
    """What follows where a number that may not be asked for was another one."""
    where = Quantity("value", node, (0, 0))
    arrays = execute(exercise.program, exercise.leaves)
    given = by_array([(where, other(float(at(arrays[node], where.index))))])
    arrays = execute(exercise.program, exercise.leaves, given=given)
    return {part.name: f"{float(at(arrays[asked.array], asked.index)):.5g}"
            for part, asked in zip(exercise.parts, exercise.asked, strict=True)}  # fmt: skip


def test_each_of_a_few_wrong_blanks_names_the_numbers_that_may_have_made_it_wrong():
    exercise = build("lstm_backward", 0)
    typed = from_another(exercise, "i", lambda i: 1.2 * i)
    slip = float(typed["grad.z_f[0]"]) * 1.4
    marks = mark(exercise, typed | {"grad.z_f[0]": f"{slip:.4g}"}).parts
    assert [name for name, part in marks.items() if part.credit < 1] == [
        "value.c[0]", "grad.z_f[0]",
    ]  # fmt: skip
    assert marks["value.c[0]"].remark.endswith(" The slip may also be at $i$ or $g$.")


@pytest.mark.parametrize(
    ("template", "params", "gate"),
    [
        ("lstm_backward", {"through": "state"}, "i"),  # with f as wrong as i, c is another number
        ("lstm_backward", {"through": "state"}, "o"),
        ("lstm_backward", {"through": "inputs"}, "i"),
        ("lstm_forward", {}, "i"),
        ("gru_forward", {}, "r"),
    ],
)
def test_a_wrong_rule_in_one_of_several_like_places_is_named_with_the_place(template, params, gate):
    exercise = build(template, 3, **params)
    marks = mark(exercise, from_another(exercise, gate, lambda y: 1 - y)).parts
    (wrong,) = (part for part in marks.values() if part.credit < 1)
    assert wrong.verdict == "misconception:sigmoid.sign_of_exponent"
    assert wrong.remark.endswith(f"this uses e^(+z). That was at ${gate}$.")


def test_numbers_near_0_in_every_blank_are_no_slip_at_a_given_number():
    for seed in range(10):
        exercise = build("learning_rate_schedules", seed, schedules="steps")
        typed = {part.name: f"{k}e-4" for k, part in enumerate(exercise.parts, 1)}
        assert mark(exercise, typed).score == 0


def test_a_number_without_a_name_is_not_named():
    exercise = build("rnn_bptt", 4)
    typed = {part.name: part.answer.write() for part in exercise.parts}
    marks = mark(exercise, typed | {"grad.u[0,0]": "0.477162"}).parts
    assert [name for name, part in marks.items() if part.credit < 1] == ["grad.u[0,0]"]


@pytest.mark.parametrize("times", [0.01, 0.1])
def test_a_decimal_point_that_slipped_by_up_to_two_places_is_one_slip(times):
    exercise = build("softmax_cross_entropy", 0)
    assert lost(exercise, [*from_another(exercise, "z", lambda z: times * z).values()]) == [
        "value.p[0]"
    ]


def test_a_slip_written_without_the_zeros_that_end_it_is_marked_as_with_them():
    exercise = build("softmax_cross_entropy", 5)
    parts = [part.name for part in exercise.parts]
    shown, whole = (mark(exercise, dict(zip(parts, typed, strict=True)))
                    for typed in (["0.16", "1.83", "-0.84", "0.195"],
                                  ["0.160", "1.83", "-0.840", "0.195"]))  # fmt: skip
    assert shown.as_dict() == whole.as_dict()
    assert shown.account.startswith("One slip: $p_{3}$. Everything after it follows.")
