"""Formulas written as on paper, with symbols and with numbers."""

import math
from statistics import NormalDist

import pytest

from engine.readings.paper import (
    erf,
    exp,
    maximum,
    named,
    normal_below,
    normal_density,
    number,
    where,
)

a = named("a", "a", 0.5, 4)
b = named("b", "b", -0.25, 4)


@pytest.mark.parametrize(
    ("formula", "symbols", "numbers"),
    [
        (lambda: a + b, "a + b", r"0.5 + \left(-0.25\right)"),
        (lambda: a * (1 - a), r"a \cdot \left(1 - a\right)", r"0.5 \cdot \left(1 - 0.5\right)"),
        (lambda: -(a + b), r"-\left(a + b\right)", r"-\left(0.5 + \left(-0.25\right)\right)"),
        (
            lambda: 1 / (1 + exp(-b)),
            r"\frac{1}{1 + e^{-b}}",
            r"\frac{1}{1 + e^{-\left(-0.25\right)}}",
        ),
        (lambda: 1 - b**2, "1 - b^{2}", r"1 - \left(-0.25\right)^{2}"),
        (lambda: a - (b - a), r"a - \left(b - a\right)", r"0.5 - \left(-0.25 - 0.5\right)"),
        (lambda: maximum(0, a), r"\max\left(0, a\right)", r"\max\left(0, 0.5\right)"),
        (
            lambda: maximum(maximum(a, b), 0),
            r"\max\left(a, b, 0\right)",
            r"\max\left(0.5, -0.25, 0\right)",
        ),
        (lambda: maximum(a, -a), r"\left|a\right|", r"\left|0.5\right|"),
        (lambda: -2 * b, r"\left(-2\right) \cdot b", r"\left(-2\right) \cdot \left(-0.25\right)"),
    ],
)
def test_brackets_are_written_where_precedence_or_a_minus_sign_needs_them(
    formula, symbols, numbers
):
    written = formula()
    assert (written.symbols, written.numbers) == (symbols, numbers)


def test_factors_of_one_and_zero_terms_are_not_written():
    assert (1 * a + 0).symbols == "a"
    assert (a / 1 - 0).symbols == "a"


def test_a_branch_is_written_as_the_side_that_applies():
    assert where(a, a, b).symbols == "a"
    assert where(b, a, b).symbols == "b"


def test_a_formula_knows_its_value_and_the_names_it_uses():
    formula = a * b - a
    assert formula.value == pytest.approx(-0.625)
    assert formula.uses == ("a", "b")
    normal = NormalDist()
    written = [b**3, maximum(b, -b), maximum(a, b), normal_below(b), normal_density(b), erf(b)]
    values = [-(0.25**3), 0.25, 0.5, normal.cdf(-0.25), normal.pdf(-0.25), math.erf(-0.25)]
    assert [formula.value for formula in written] == pytest.approx(values)


def test_numbers_have_no_minus_zero_and_no_trailing_zeros():
    assert [number(x, 4) for x in (-0.00001, 0.5, 3.0, 12.34567)] == ["0", "0.5", "3", "12.3457"]
