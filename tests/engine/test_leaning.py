"""Blanks without a graph that are worked out from others: judged from the numbers there."""

from math import cos, sin

import pytest

from engine import build, mark
from engine.answers.number import NumberAnswer
from tests.honest.calculator import typed
from tests.variants import covering, every_exact


@every_exact
def test_what_follows_from_the_correct_numbers_is_correct(name):
    for params in covering(name):
        parts = build(name, 3, **params).parts
        keys = {p.name: p.answer.key for p in parts if isinstance(p.answer, NumberAnswer)}
        for part in parts:
            if part.follows:
                assert part.follows(keys) == pytest.approx(part.answer.key, abs=1e-6), params


@pytest.mark.parametrize(
    ("name", "params", "typed"),
    [
        ("symmetric_minima", {}, {"orders": "24", "copies": "768"}),
        ("attention_counts", {"heads": "grouped"}, {"keys": "49", "parameters": 0, "cache": 0}),
        ("stationary_point", {}, {"mixed": "-7", "determinant": 0}),
        ("dropout_expectation", {"asked": "sum"}, {"kept": "7.25", "mean": 0, "variance": 0}),
        ("layer_counts", {}, {"parameters": "2015", "MACs": 0}),
        ("maxout_piece", {"ask": "all"}, {"piece[1]": "4.13", "value": 0}),
        ("perceptron_step", {"examples": 2, "ask": "all"}, {"new1.b": "4", "net2": 0, "new2.b": 0}),
    ],
)  # fmt: skip
def test_a_slip_costs_its_own_blank_and_none_that_follows_from_it(name, params, typed):
    exercise = build(name, 0, **params)
    sheet = {part.name: part.answer.write() for part in exercise.parts}
    own = {p.name: p.answer.key for p in exercise.parts if isinstance(p.answer, NumberAnswer)}
    slipped = next(iter(typed))
    own[slipped] = float(typed[slipped])
    for part in exercise.parts:  # all that follows, as the learner works it out
        if part.follows and part.name != slipped:
            own[part.name] = round(part.follows(own), 6)
    sheet |= {part: f"{number:.12g}" for part, number in own.items()}
    marks = mark(exercise, sheet).parts
    assert {part for part, each in marks.items() if each.credit < 1} == {slipped}
    assert all(marks[part].verdict == "follow_through" for part in typed if part != slipped)


def test_a_dot_product_may_be_as_rough_as_the_entries_that_it_is_made_of():
    """Whoever rounds every step to three digits may end six units off."""
    for seed in range(25):
        exercise = build("positional_encoding", seed, asked="similarity")
        position = int(exercise.parts[0].label.split("{")[2].split(",")[0])
        later = int(exercise.parts[-1].label.split("{")[-1].rstrip("}"))
        codes = [[float(typed(wave(at / period), 3)) for period in (1, 100) for wave in (sin, cos)]
                 for at in (position, later)]  # fmt: skip
        total = 0.0
        for one, other in zip(*codes, strict=True):
            total = float(typed(total + float(typed(one * other, 3)), 3))
        numbers = [typed(entry, 3) for entry in codes[0]] + [typed(total, 3)]
        names = [part.name for part in exercise.parts]
        marks = mark(exercise, dict(zip(names, numbers, strict=True))).parts
        assert {each.verdict for each in marks.values()} <= {"rounded", "correct", "imprecise"}


def test_what_takes_no_work_follows_from_nothing():
    exercise = build("symmetric_minima", 0, activation="relu")
    sheet = dict.fromkeys((part.name for part in exercise.parts), "7")
    assert mark(exercise, sheet).score == 0
