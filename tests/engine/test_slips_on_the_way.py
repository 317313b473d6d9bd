"""One slip at a number that is not asked for costs one blank, however little the others show."""

import pytest

from engine import build, mark
from engine.exercise.exercise import Exercise


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
    ],
)  # fmt: skip
def test_three_digits_are_enough_to_tell_that_it_was_one(template, seed, params, typed):
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
