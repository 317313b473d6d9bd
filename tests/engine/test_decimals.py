"""Law: whatever writes numbers for people rounds as at school, and writes no −0."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine import build
from engine.answers.number import NumberAnswer
from engine.readings.decimals import fixed, significant, told_apart
from engine.readings.digits import count, to_digits, unit, units
from engine.readings.paper import number
from quizapp.kinds import KINDS
from quizapp.presenting.amounts import figure, percent
from quizapp.web.pages.lab.network import number as lab_number

WRITERS: dict[str, Callable[[float, int], str]] = {
    "fixed": fixed,
    "on paper": lambda value, places: f"{Decimal(number(value, places)):.{places}f}",
    "an answer": lambda value, places: NumberAnswer(value, places).shown,
    "a key": lambda value, places: KINDS["number"].key(NumberAnswer(value, places)),
    "a figure": figure,
    "a share": lambda value, places: percent(value / 100).removesuffix(" %").removesuffix("%"),
    "the lab": lambda value, _: lab_number(value),
}
PLACES = {"a share": 0, "the lab": 2}


@pytest.mark.parametrize("writer", WRITERS)
@given(
    thousandths=st.integers(-(10**7), 10**7), places=st.integers(0, 6), error=st.integers(-40, 40)
)
@example(170625, 5, 0)
@example(-4, 1, 0)
@example(5, 0, 1)
@example(60165, 4, -4)
def test_a_number_is_rounded_half_away_from_zero(writer, thousandths, places, error):
    places = PLACES.get(writer, places)
    exact = Decimal(thousandths).scaleb(-places - 1)  # one digit too many: each tenth is a tie
    value = float(exact) * (1 + error * 2.0**-52)
    expected = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    written = WRITERS[writer](value, places)
    assert written.replace("\u2212", "-") == f"{expected if expected else abs(expected):f}"


@given(value=st.floats(-1e307, 1e307), digits=st.integers(1, 15))
def test_significant_digits_are_kept_and_no_more(value, digits):
    written = significant(value, digits)
    assert float(written) == pytest.approx(value, rel=0.5001 * 10.0 ** (1 - digits), abs=1e-307)
    mantissa = written.lower().partition("e")[0].replace(".", "").lstrip("-0")
    assert len(mantissa.rstrip("0") or "0") <= digits
    assert not written.startswith("-0") or float(written)


def test_two_values_are_written_until_they_differ():
    assert told_apart(0.12345678, 0.12345679) == ("0.12345678", "0.12345679")
    assert told_apart(float("nan"), 0.5) == ("undefined", "0.5")
    assert told_apart(0.1, 0.2) == ("0.1", "0.2")
    assert significant(0.00012345, 4) == "0.0001235"
    assert (fixed(1e300, 2)[:3], fixed(float("inf"), 2)) == ("100", "inf")


@pytest.mark.parametrize("name", ["rnn_bptt", "soft_threshold"])
def test_no_wrong_answer_is_minus_zero(name):
    written = [wrong.written for part in build(name, 9001).parts
               for wrong in part.answer.misconceptions]  # fmt: skip
    assert "0.0" in written
    assert "-0.0" not in written


def test_zero_and_what_has_no_end_have_no_last_digit():
    sizes = [0.0, 1.0, -0.05, 999.9, 1000.0, float("inf")]
    lasts = [0.0, 0.01, 0.0001, 1.0, 10.0, 0.0]
    assert [unit(size, 3) for size in sizes] == pytest.approx(lasts)
    assert list(units(np.array(sizes), 3)) == pytest.approx([*lasts[:-1], float("inf")])
    assert [to_digits(size, 3) for size in sizes[:-1]] == ["0", "1.00", "-0.0500", "1000", "1000"]
    assert [count(size) for size in (0.0, 7.0, 0.25, 1 / 3)] == [1, 1, 2, 12]
