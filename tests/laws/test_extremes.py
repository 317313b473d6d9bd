"""Law: whatever finite numbers are typed, marking returns a mark with finite numbers."""

import itertools
import json
import random
import warnings
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engine import TEMPLATES, build, mark
from tests.laws.test_answers import SAMPLES

pytestmark = pytest.mark.slow

LARGEST = "1.7976931348623157e308"
EXTREMES = [
    sign + size
    for sign in ("", "-")
    for size in ("1e155", "1e200", "1e308", LARGEST, "1e16", "5e-324", "2.3e-308", "0.0", "1e300")
]
FLOATS = st.floats(allow_nan=False, allow_infinity=False).map(repr)
NUMBERS = st.sampled_from(EXTREMES) | FLOATS
EXAMPLES = settings(
    max_examples=5,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],  # making a failing sheet smaller would take minutes
    suppress_health_check=list(HealthCheck),
)


@cache
def exercise_of(name, place):
    """One of a few variants with different parameters."""
    choices = TEMPLATES[name].choices
    every = [dict(zip(choices, values, strict=True))
             for values in itertools.product(*choices.values())]  # fmt: skip
    return build(name, place, **random.Random(f"{name} {place}").choice(every))


def marked(exercise, responses):
    """The mark for JSON, with warnings as errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = json.loads(json.dumps(mark(exercise, responses).as_dict(), allow_nan=False))
    assert 0 <= found["score"] <= 1
    assert set(found["parts"]) == {part.name for part in exercise.parts}
    return found


@pytest.mark.parametrize("name", sorted(TEMPLATES))
@EXAMPLES
@given(data=st.data())
def test_no_finite_number_in_any_blank_breaks_the_marking(name, data):
    exercise = exercise_of(name, data.draw(st.integers(0, 1)))
    keys = {part.name: part.answer.write() for part in exercise.parts}
    right = st.sampled_from(sorted(set(keys.values())))
    typed = {part: data.draw(NUMBERS | right | st.just(key)) for part, key in keys.items()}
    marked(exercise, typed)
    two = data.draw(st.lists(st.sampled_from(sorted(keys)), min_size=1, max_size=2, unique=True))
    marked(exercise, keys | {part: data.draw(NUMBERS) for part in two})


@pytest.mark.parametrize("extreme", EXTREMES)
def test_a_sheet_full_of_one_extreme_number_gets_a_mark(extreme):
    for name in ("mlp_backprop", "batch_norm_backward", "adam_step", "attention_backward"):
        exercise = exercise_of(name, 0)
        marked(exercise, dict.fromkeys((part.name for part in exercise.parts), extreme))


def test_two_large_numbers_are_just_wrong():
    found = marked(
        build("mlp_backprop", 31, ask="all"), {"value.h[1]": "1e155", "grad.z2[0]": "1e155"}
    )
    assert found["parts"]["value.h[1]"]["verdict"] == "wrong"
    assert found["parts"]["grad.z2[0]"]["credit"] == 0


def test_a_step_to_the_edge_of_what_floats_can_hold_still_follows():
    exercise = build("log_sum_exp", 1, ask="all")
    typed = {"value.d[0]": "709.7827", "value.d[2]": "0", "value.s[0]": "1.79767e308"}
    followed = marked(exercise, typed)["parts"]["value.s[0]"]
    assert followed["verdict"] == "follow_through"
    assert followed["credit"] > 0


@pytest.mark.parametrize("answer", SAMPLES)
@settings(deadline=None, derandomize=True)
@given(raw=NUMBERS | st.tuples(NUMBERS, st.sampled_from("+-*/^ ,;"), NUMBERS).map("".join))
def test_every_reader_takes_any_finite_number_for_what_it_is(answer, raw):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        json.dumps(answer.mark(raw).as_dict(), allow_nan=False)


def test_only_an_unknown_part_is_refused():
    for name in ("neuron_forward", "linear_separability"):
        with pytest.raises(ValueError, match="no part 'nowhere'"):
            mark(build(name, 1), {"nowhere": "1e308"})
