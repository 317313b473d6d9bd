"""What a number field works out, what it shows of precision, and what it hands back."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine import Unreadable
from engine.answers._read_number import read_number
from engine.formula import parse, value
from engine.formula.calculator import HAS
from engine.formula.functions import FUNCTIONS
from tests.anything import anything
from tests.over import over

NAMES = {"h1": 0.6, "z_1": -0.25, "δ1": 0.125}

WORKED_OUT = {
    "0.98*0.02": 0.0196, "0.98 x 0.02": 0.0196, "1/(1+e^-0.17)": 1 / (1 + math.exp(-0.17)),
"exp(-0.5)": math.exp(-0.5), "ln(10)": math.log(10), "ln 10": math.log(10),
    "log(10)": math.log(10), "log10(1000)": 3, "log_2(8)": 3, "log2 8": 3, "sqrt(2)": 2**0.5,
    "√2": 2**0.5, "√(4)": 2, "abs(-3)": 3, "|−3|": 3, "sin(1)": math.sin(1), "cos(pi)": -1,
    "tan(0.5)": math.tan(0.5), "π": math.pi, "e": math.e, "4!": 24, "4!*2^4": 384, "-4!": -24,
    "2^3!": 64, "3!^2": 36, "0!": 1, "25%*4": 1, "1-25%": 0.75, "50% - 25%": 0.25, "-25%": -0.25,
    "2^-1": 0.5, "-2^2": -4, "2^3^2": 512, "0,5*0,3": 0.15, "(1+2)(3)": 9, "2 pi": 2 * math.pi,
    "3/8": 0.375, "1/2/4": 0.125, "1/2 (3)": 1.5, r"\frac{3}{8}": 0.375, "½": 0.5, "2½": 2.5,
    "½*3": 1.5, "2²": 4, "10⁻³": 0.001, "10**-3": 0.001, "6÷3": 2, "6×3": 18, "6·3": 18,
    "1.2e-3*2": 0.0024, "2*10^5/4": 5e4, "16+10": 26, "0.25^5": 0.25**5, "2e3+1": 2001,
    "h1": 0.6, "h1*(1-h1)": 0.24, "h_1(1-h₁)": 0.24, "z₁": -0.25, r"2\delta_1": 0.25, "h1z1": -0.15,
    "⁻0.5": -0.5, "= ⁻.5": -0.5, "1 ½": 1.5, "-2\u00a0⅓": -7 / 3, "$d = 0.5$": 0.5, "3·5": 15,
    "3*10 - 5": 25, "2.(3+4)": 14, "2(3)": 6, "e⁻²": math.exp(-2),
    "e^(z1)": math.exp(-0.25), "1/h_{1}": 1 / 0.6, "d = 2*3": 6, "`2*3`.": 6,
}  # fmt: skip

HANDED_BACK = [  # text, where the caret points, words of the advice
    ("1/0", 1, "0 below"), ("1/(2-2)", 1, "0 below"), ("ln(0)", 0, "no value"),
    ("sqrt(-1)", 0, "no square root"), ("(-8)^(1/3)", 4, "no real value"), ("9^9^9", 1,
    "too large"),
    ("exp(999)", 0, "too large"), ("1e308*10", 5, "too large"), ("171!", 3, "up to 170"),
    ("2.5!", 3, "whole number"),
    ("4!!", 2, "brackets"), ("50%%", 3, "brackets"), ("2²!", 2, "brackets"),
    ("100 + 10%", 4, "100.1 or 110"), ("5 % 3", 4, "operator"), ("5%h1", 2, "operator"),
    ("2e^3", 1, "power of ten"), ("2e", 1, "power of ten"), ("1.2 e-3", 4, "power of ten"),
    ("0.5/1,234", 5, "1.234 or 1234"), ("log(8,2)", 4, "two numbers"), ("1/2h1", 3, "fraction bar"),
    ("e^2h1", 3, "exponent"), ("sin 2 h1", 6, "brackets"), ("1 < 2", 2, "a number"),
    ("(1<2)", 2, "a number"), ("max(1;2)", 5, "no meaning"), ("max(3)", 0, "no max"),
    ("0.98*0.02 = 0.0196", 10, "either"), ("(1", 0, "missing"), ("1)", 1, "does not fit"),
    ("--3", 1, "Two signs"), ("0.5 or 0.6", 4, "one number"),
    ("0·5", 0, "could mean 0.5"), ("x = -0·25", 5, "could mean 0.25"),
    ("0.(3)", 2, "repeat"), ("0.1(6)", 3, "repeat"),
    ("1.2×10−3", 6, "write 1.2e-3"), ("-3 x 10-12", 7, "write -3e-12"),
    ("ln10", 0, r"ln\(10\)"), ("2 sqrt2", 2, r"sqrt\(2\)"), ("1.2 10^-3", 3, r"write \* or \+"),
    ("0 , 25", 2, "no spaces around"), ("(0 , 25)", 3, "no spaces around"),
    ("1’234", 1, "no other separators"), ("۱٬۲۳۴", 1, "no other separators"),
    ("2*", 2, "missing"), ("*2", 0, "missing"), ("q*2", 0, "Earlier blanks"), ("i", 0,
    "one number"),
    ("sqrt", 4, "brackets"), ("\u200b½ + ½½", 6, "operator"), ("0x1F", 1, "one number"),
    ("__import__('os')", 0, "no meaning"), ("(" * 60 + "1" + ")" * 60, 50, "deep"),
]  # fmt: skip

PRECISION = {  # what was typed: place value of the last digit, significant digits
    "0.50": (0.01, 2), "1.20e-3": (1e-5, 3), "100": (1, 3), "25%": (0.01, 2), "0.0196": (1e-4, 3),
    "0": (0, None), "0.000": (0.001, 0), "0%": (0, None), "-0.5": (0.1, 1), "(-0.5)": (0.1, 1),
    "1.2×10⁻³": (1e-4, 2), "1.2*10^(-3)": (1e-4, 2), "0,25": (0.01, 2), "1e5": (1e5, 1),
    "= 0.30": (0.01, 2), "0.5.": (0.1, 1), "007": (1, 1), "0.1234…": (1e-4, 4),
    "12.5 %": (0.001, 3),
    "3/8": (0, None), "½": (0, None), "0.98*0.02": (0, None), "h1": (0, None), "10^-3": (0, None),
    "2.": (1, 1), ".5": (0.1, 1), "5e-324": (0, None), "0.0e400": (0, None),
}  # fmt: skip


def test_arithmetic_is_worked_out():
    for text, number in WORKED_OUT.items():
        if number is not None:
            found = read_number(text, names=NAMES)
            assert float(found) == pytest.approx(number, rel=1e-12), text


@over({repr(text): (text, at, words) for text, at, words in HANDED_BACK})
def test_what_has_no_one_value_is_handed_back_with_a_place_and_advice(case):
    text, at, words = case
    with pytest.raises(Unreadable, match=words) as caught:
        read_number(text, names=NAMES)
    assert caught.value.at == at


@over({repr(text): (text, *precision) for text, precision in PRECISION.items()})
def test_a_number_knows_the_digits_it_was_typed_with(case):
    text, unit, digits = case
    found = read_number(text, names=NAMES)
    assert (found.unit, found.digits) == (pytest.approx(unit), digits)


@over(sorted(set(FUNCTIONS) - {"exp", "ln", "log2", "log10"}))
def test_activations_are_left_to_the_learner_and_the_rest_is_as_in_formulas(name):
    if name in HAS:
        found = read_number(f"{name}(0.5)")
        assert found == value(parse(f"{name}(0.5)", []), {})
    else:
        with pytest.raises(Unreadable, match="from e:|has no|takes two"):
            read_number(f"{name}(0.5)")
    activations = {"sigmoid", "sigmoid'", "relu", "relu'", "softplus", "tanh", "tanh'", "step"}
    if name in activations:
        with pytest.raises(Unreadable, match="Work it out from e:"):
            read_number(f"2*{name}(0.5)")


def test_another_unit_than_that_of_the_blank_is_handed_back_with_the_one_it_has():
    assert read_number("160 mb.", "MB") == 160
    for typed in ("0.16 GB", "160 megabytes", "160 (MB)"):
        with pytest.raises(Unreadable, match="This blank is in MB: write the number alone"):
            read_number(typed, "MB")


def test_an_x_is_a_sign_for_times_only_where_no_name_begins_with_it():
    assert read_number("0.5x3") == read_number("0.5 X (3)") == 1.5
    assert read_number("0.5x1", names={"x1": 4.0}) == read_number("0.5x", names={"x": 4.0}) == 2
    with pytest.raises(Unreadable):
        read_number("0.5 x 3", names={"x1": 4.0})


@pytest.mark.parametrize("typed", ["σ(1)", "softmax(1)", "ReLU(1)", "Sigmoid(1)", "elu(1)", "𝜎(1)"])
def test_an_activation_is_known_by_any_of_its_names(typed):
    with pytest.raises(Unreadable, match="Work it out from e:") as caught:
        read_number(f"0.5*{typed}")
    assert caught.value.at == 4


def test_a_unit_is_left_out_in_any_case_and_no_percent_sign_counts_twice():
    assert read_number("3*4 Weights", unit="weights") == 12
    assert read_number("50 %", unit="%") == 50
    assert read_number("5 MS", unit="ms").digits == read_number("5 μs", unit="µs").digits == 1
    for text in ("25%+25%", "100*0.5%", "25%+1"):
        with pytest.raises(Unreadable, match="in % already"):
            read_number(text, unit="%")


def read(text, unit, whole):
    """The number, or the place of what cannot be read."""
    try:
        return read_number(text, unit, whole=whole, names=NAMES), None
    except Unreadable as trouble:
        return None, trouble.at


TYPED = st.text("0123456789.,+-*/^()[]{}|%!=eExh1_πσ√½²⁻ⁿ×·−\u200b٣ \\'lnsqrtabo<>", max_size=25)


@given(text=TYPED | st.text(anything, max_size=40))
@example("\u200b")
@example(".")
@example("1" * 200 + "!")
@example("=" * 200)
@example("((((" * 50)
def test_whatever_is_typed_is_a_finite_number_or_handed_back_inside_the_text(text):
    for whole, unit in ((False, ""), (True, "%")):
        found, at = read(text, unit, whole)
        assert at is None or 0 <= at <= len(text)
        if found is not None:
            assert math.isfinite(found)
            assert (found.digits is None) == (found.unit == 0)


@given(
    number=st.decimals(-1000, 1000, places=4, allow_nan=False, allow_infinity=False),
    places=st.integers(0, 4),
)
def test_a_number_lies_within_half_a_unit_of_what_it_rounds(number, places):
    found = read_number(f"{number:.{places}f}")
    assert abs(float(number) - found) <= 0.5 * (found.unit or 1) * (1 + 1e-9)


ARITHMETIC = st.recursive(
    st.sampled_from(["2", "3.5", "0.25", "7"]),
    lambda inner: st.one_of(
        st.builds("{}{}{}".format, inner, st.sampled_from([" + ", "-", "*", "/", "**"]), inner),
        st.builds("({})".format, inner),
    ),
    max_leaves=8,
)


@given(text=ARITHMETIC)
def test_the_calculator_is_the_formula_reader_at_work(text):
    expected = value(parse(text, []), {})
    try:
        assert float(read_number(text)) == expected
    except Unreadable:
        assert math.isnan(expected)
