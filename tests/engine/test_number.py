"""Numbers as people type them, and how a number is judged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import BadQuestion, Unreadable
from engine.answers._read_number import read_number, write_number
from engine.answers.number import NumberAnswer, WrongNumber
from tests.over import over

READ = {
    "0.0123": 0.0123, "-.5": -0.5, "+3": 3, "−2": -2, "– 2": -2, "2.": 2, "1e-3": 0.001,
    "1E5": 1e5, "1.2×10^-3": 0.0012, "1.2*10^(-3)": 0.0012, "1.2x10**-3": 0.0012,
    r"1.2 \times 10^{-3}": 0.0012, r"1.2\cdot10^{3}": 1200, "1.2·10⁻³": 0.0012, "-2 · 10²": -200,
    "3/8": 0.375, "-3 / 8": -0.375, "3⁄8": 0.375, "0,5": 0.5, "0,125": 0.125, "1,25": 1.25,
    "1234,567": 1234.567, "１．５": 1.5, "  7\n": 7, "007": 7, "0": 0, "0e0": 0, "(-0.5)": -0.5,
    "25%": 0.25, "50 %": 0.5, r"5\%": 0.05, "=0.5": 0.5, "≈ 0.5": 0.5, "~0.5": 0.5, "0.5.": 0.5,
    "h_1 = 0.5": 0.5, "∂E/∂w_{11} = -0.5": -0.5, "`0.5`": 0.5, "0.1234…": 0.1234, "٣": 3,
    "۴٫۵": 4.5, "𝟏.𝟓": 1.5, "‐0.5": -0.5, "‑0.5": -0.5, "\ufeff0.\u200b5": 0.5, "½": 0.5, "2½": 2.5,
    "⅜": 0.375, "10^-3": 0.001, "2^3": 8, "1/2/4": 0.125,
}  # fmt: skip

REFUSED = [  # text, where the caret points, a word of the advice
    ("", None, "Nothing"), ("   ", None, "Nothing"), ("banana", 0, "one number"),
    ("  banana", 2, "one number"), ("1,234", 1, "thousands"), ("12,345.6", 6, "separators"),
    ("1.234,5", 5, "separators"), ("1_000", 1, "separators"), ("1 000", 1, "separators"),
    ("nan", 0, "finite"), ("-inf", 1, "finite"), ("\u200b", 1, "one number"),
    ("inf", 0, "finite"), ("1e999", 0, "too large"), ("1e99999999999", 0, "too large"),
    ("1e-999", 0, "too small"), ("0x10", 1, "one number"), ("1/0", 1, "0 below"),
    ("  1/0.0", 3, "0 below"), ("0.5 or 0.6", 4, "one number"), ("=", 0, "one number"),
    ("2\x00", 1, "no meaning"), ("9" * 201, 0, "at most"), ("1..2", 2, "separators"),
    ("1e", 1, r"1\*10.*`\*e`"), ("0.5 = 0.5", 4, "either"), ("½½", 1, "operator"),
]  # fmt: skip


@over({repr(text): (text, number) for text, number in READ.items()})
def test_a_number_is_read_as_it_is_meant(case):
    text, number = case
    assert read_number(text) == number


@over({repr(text): (text, at, word) for text, at, word in REFUSED})
def test_what_is_no_one_number_is_handed_back_with_a_place_and_advice(case):
    text, at, word = case
    with pytest.raises(Unreadable, match=word) as caught:
        read_number(text)
    assert caught.value.at == at


@given(number=st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_is_read_back_exactly(number):
    assert read_number(repr(number)) == number


def test_the_unit_may_be_typed_or_left_out():
    assert read_number("3 weights", unit="weights") == read_number("3", unit="weights") == 3
    assert read_number("50 %", unit="%") == 50
    with pytest.raises(Unreadable):
        read_number("3 biases", unit="weights")


QUARTER = NumberAnswer(
    0.25, 2, wrong=(WrongNumber(0.5, "half", "Half."), WrongNumber(0.508, "close", "Close."))
)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("0.25", "correct"), ("1/4", "correct"), ("0.25000001", "correct"), ("0.254", "correct"),
        ("0.255", "correct"), ("0.245", "correct"), ("0.2551", "wrong"), ("0.2449", "wrong"),
        ("0.5", "misconception:half"), ("0.503", "misconception:half"),
        ("0.506", "misconception:close"), ("0.4", "wrong"), ("abc", "unreadable"),
    ],
)  # fmt: skip
def test_a_number_is_right_within_half_a_unit_of_its_last_digit(text, verdict):
    assert QUARTER.mark(text).verdict == verdict


def test_a_number_inside_the_envelope_is_right_but_rounded_early():
    answer = NumberAnswer(0.123456, 4, lower=0.1230, upper=0.1239)
    verdicts = [answer.mark(text).verdict for text in ("0.1229", "0.1230", "0.1235", "0.1240")]
    assert verdicts == ["wrong", "rounded", "correct", "wrong"]
    assert answer.mark("0.1230").credit == 1
    assert answer.mark("0.1230").remark == "The value itself is 0.1235."


@pytest.mark.parametrize(("text", "verdict", "credit"), [
    ("0.0196", "correct", 1), ("0.01961", "correct", 1), ("0.020", "rounded", 1),
    ("0.02", "imprecise", 0.5), ("2e-2", "imprecise", 0.5), ("0.0197", "rounded", 1),
    ("0.0195", "wrong", 0), ("0.0199", "wrong", 0), ("0.021", "wrong", 0),
    ("0.0216", "misconception:halved_twice", 0), ("0.022", "misconception:halved_twice", 0),
])  # fmt: skip
def test_a_number_is_judged_at_the_precision_it_was_typed_with(text, verdict, credit):
    wrong = WrongNumber(0.0216, "halved_twice", "Only once.")
    marked = NumberAnswer(0.019604, digits=3, wrong=(wrong,)).mark(text)
    assert (marked.verdict, marked.credit) == (verdict, credit)


def test_two_digits_are_too_few_where_a_mistake_has_the_same_two():
    wrong = WrongNumber(0.1184, "near", "Near.")
    marked = NumberAnswer(0.1234, 4, wrong=(wrong,)).mark("0.12")
    assert (marked.verdict, marked.credit) == ("imprecise", 0.5)
    assert "one more digit" in marked.remark
    assert NumberAnswer(0.1234, 4).mark("0.12").verdict == "rounded"


def test_an_exact_decimal_has_no_other_last_digit_and_any_other_number_has():
    assert NumberAnswer(0.25, 2).mark("0.24").verdict == "wrong"
    assert NumberAnswer(2 / 3, 3).mark("0.666").verdict == "rounded"


def test_a_wrong_sign_is_told_apart_from_other_mistakes():
    answer = NumberAnswer(0.1234, 4)
    assert "sign" in answer.mark("-0.1234").remark
    assert answer.mark("0.13").remark == "The correct value is 0.1234."
    assert {answer.mark(text).credit for text in ("-0.1234", "0.13")} == {0}


def test_with_no_decimals_only_the_whole_number_itself_is_right():
    answer = NumberAnswer(9.0, 0, "weights")
    assert answer.envelope is None
    assert answer.mark("9").verdict == answer.mark("9.0 weights").verdict == "correct"
    assert answer.mark("9.4").verdict == answer.mark("8").verdict == "wrong"


@pytest.mark.parametrize(
    ("answer", "where"),
    [
        (NumberAnswer(1.5, 0), ("value",)),
        (NumberAnswer(1.5, -1), ("decimals",)),
        (NumberAnswer(float("inf"), 1), ("value",)),
        (NumberAnswer(0.25, 2, wrong=(WrongNumber(0.251, "same", "."),)), ("wrong", 0, "value")),
        (NumberAnswer(0.25, 2, wrong=(WrongNumber(0.5, "No Name", "."),)), ("wrong", 0, "name")),
        (NumberAnswer(0.25, 2, wrong=(WrongNumber(0.5, "mute", " "),)), ("wrong", 0, "remark")),
    ],
)
def test_an_unfair_number_is_refused_with_the_place_in_the_file(answer, where):
    with pytest.raises(BadQuestion) as caught:
        answer.check()
    assert caught.value.where == where


WHOLE = NumberAnswer(2480.0, 0, "parameters", wrong=(WrongNumber(2.125, "odd", "Odd."),))


@pytest.mark.parametrize(
    ("text", "at", "other"),
    [
        ("2.480", 1, "2480 or 2.48"), (" 2.480 parameters", 2, "2480 or 2.48"),
        ("-2.480", 2, "2480 or 2.48"), ("−2.480", 2, "2480 or 2.48"), ("+2.480", 2, "2480"),
        ("12.480", 2, "12480 or 12.48"), ("2.000", 1, "2000 or 2"), ("２．４８０", 1, "2480"),
        ("1.234.567", 1, "1234567"), ("4.960/2", 1, "4960"), ("4960/1.000", 6, "1000"),
        ("2,480", 1, "thousands"), ("2.480,5", 5, "separators"), ("2.480 000", 1, "without points"),
    ],
)  # fmt: skip
def test_in_a_blank_for_a_whole_number_a_point_that_may_group_thousands_is_handed_back(
    text, at, other
):
    with pytest.raises(Unreadable, match=other) as caught:
        WHOLE.read(text)
    assert caught.value.at == at
    assert WHOLE.mark(text).verdict == "unreadable"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("2480", "correct"), ("2480.0", "correct"), ("2480.000", "correct"), ("2480.", "correct"),
        ("2.480e3", "correct"), ("2.480 × 10^3", "correct"), ("2.480*10³", "correct"),
        ("2.48", "wrong"), ("2.0", "wrong"), ("2.50", "wrong"), ("0.480", "wrong"),
        ("00.480", "wrong"), (".480", "wrong"), ("2.4800", "wrong"), ("2.4801", "wrong"),
        ("0,480", "wrong"), ("2,5", "wrong"),
    ],
)  # fmt: skip
def test_a_point_that_cannot_group_thousands_is_a_decimal_point(text, verdict):
    assert WHOLE.mark(text).verdict == verdict


@pytest.mark.parametrize("decimals", [1, 2, 3, 4])
def test_where_decimals_are_asked_for_a_point_is_a_decimal_point(decimals):
    assert NumberAnswer(2.48, decimals).mark("2.480").verdict == "correct"


@given(number=st.floats(allow_nan=False, allow_infinity=False) | st.integers(1, 999_999).map(
    lambda thousandths: thousandths / 1000
))  # fmt: skip
def test_every_float_is_read_back_exactly_also_where_a_whole_number_is_asked_for(number):
    assert read_number(write_number(number, whole=True), whole=True) == number
