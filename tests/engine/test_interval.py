"""Bounds on what rounding can do: they widen where a person rounds, and nowhere else."""

import numpy as np
import pytest

from engine.readings import nd
from engine.readings.interval import Interval

HALF = 0.5e-4


def exact(*numbers):
    return Interval(np.array(numbers), np.array(numbers), HALF)


def width(x):
    return float((x.hi - x.lo).max())


def test_sums_of_numbers_on_the_grid_need_no_rounding():
    assert width(exact(0.1234) + exact(0.4321) - 1) == 0


def test_a_product_that_is_exact_to_the_decimals_kept_needs_no_rounding():
    assert width(exact(0.35) * exact(0.2)) == 0


def test_any_other_product_quotient_or_function_value_may_be_off_by_half_a_unit():
    for result in (
        exact(0.123) * exact(0.457),
        1 / exact(0.3),
        nd.exp(exact(0.3)),
        nd.tanh(exact(0.3)),
        nd.log(exact(0.3)),
        nd.sqrt(exact(0.3)),
    ):
        assert width(result) == pytest.approx(2 * HALF)


def test_a_whole_multiple_of_a_rounded_number_is_exact_but_half_of_it_is_not():
    rounded = exact(0.123) * exact(0.457)
    assert width(2 * rounded) == pytest.approx(2 * width(rounded))
    assert width(rounded / 2) == pytest.approx(width(rounded) / 2 + 2 * HALF)


def test_a_matrix_product_rounds_each_of_its_products():
    row, column = exact(0.123, 0.457)[None, :], exact(0.351, 0.777)[:, None]
    assert width(row @ column) == pytest.approx(4 * HALF)


def test_a_square_is_never_below_zero():
    assert (Interval(-0.2, 0.1) ** 2).lo == 0


def test_an_odd_power_keeps_the_sign():
    cube = Interval(-0.2, 0.1) ** 3
    assert cube.lo <= -0.008
    assert cube.hi >= 0.001
    assert (Interval(-0.3, -0.2) ** 3).hi < 0


def test_a_constant_that_does_not_end_is_rounded_like_any_other_number():
    assert width(nd.pi_like(exact(0.3))) == pytest.approx(2 * HALF)
    assert width(nd.erf(exact(0.3))) == pytest.approx(2 * HALF)


def test_a_kink_takes_the_hull_of_both_branches():
    slope = nd.step(Interval(-0.1, 0.1))
    assert (slope.lo, slope.hi) == (0, 1)


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.2), (-0.2, 0.0), (-0.1, 0.2), (0.0, 0.0)])
@pytest.mark.parametrize("number", [1, -3, 0])
def test_dividing_by_what_may_be_zero_is_unbounded_even_where_zero_is_only_touched(
    number, low, high
):
    bound = number / Interval(low, high)
    assert (bound.lo, bound.hi) == (-np.inf, np.inf)


def test_dividing_by_what_is_surely_not_zero_is_bounded():
    bound = 1 / Interval(0.1, 0.2)
    assert (bound.lo, bound.hi) == (5, 10)
    assert ((1 / Interval(-0.2, -0.1)).lo, (1 / Interval(-0.2, -0.1)).hi) == (-10, -5)
