"""Bounds on what rounding can do: they widen where a person rounds, and nowhere else."""

import numpy as np
import pytest

from engine import OPS, Graph
from engine.graph.program import execute
from engine.readings import nd
from engine.readings.interval import Interval
from engine.readings.rounding import Rounding

THREE = Rounding(3)


def exact(*numbers):
    return Interval(np.array(numbers), np.array(numbers), THREE)


def width(x):
    return float((x.hi - x.lo).max())


@pytest.mark.parametrize(("result", "unit"), [
    (lambda: exact(0.123) * exact(0.457), 1e-4),
    (lambda: 1 / exact(0.3), 1e-2),
    (lambda: nd.exp(exact(0.3)), 1e-2),
    (lambda: nd.log(exact(0.3)), 1e-2),
    (lambda: nd.sqrt(exact(0.3)), 1e-3),
    (lambda: exact(12.3) + exact(0.0456), 1e-1),
    (lambda: exact(1000.0) * exact(1.234), 10),
    (lambda: exact(0.123) / 7, 1e-4),
])  # fmt: skip
def test_every_result_may_be_off_by_half_a_unit_of_its_own_third_digit(result, unit):
    assert width(result()) == pytest.approx(unit)


def test_a_result_that_ends_within_the_digits_kept_needs_no_rounding():
    for result in (exact(0.35) * exact(0.2), exact(1.23) - exact(0.98), exact(0.123) * 1,
                   exact(0.12345) + 0, -exact(0.12345), exact(0.12345, 0.3)[0]):  # fmt: skip
        assert width(result) == 0


def test_a_matrix_product_rounds_each_of_its_products_and_their_sum():
    row, column = exact(0.123, 0.457)[None, :], exact(0.351, 0.777)[:, None]
    assert width(row @ column) == pytest.approx(1e-4 + 1e-3 + 1e-3)


def test_a_sum_that_cancels_is_rounded_as_its_largest_partial_sum_is():
    numbers = exact(12.34, 0.0321, -12.313)
    assert width(numbers.sum()) == pytest.approx(0.1)


def test_cutting_off_moves_a_result_towards_zero_only():
    for sign in (1, -1):
        product = Interval(0.123, 0.123, Rounding(3, cut=True)) * (sign * 0.457)
        ends = sorted((sign * product.lo, sign * product.hi))
        assert ends == pytest.approx([0.056211 - 1e-4, 0.056211])


def test_a_function_without_a_key_of_its_own_may_be_computed_in_any_of_its_ways():
    by_sigmoid = 2 * 0.646 - 1  # with three digits, where tanh(0.3) is 0.291
    made = nd.tanh(exact(0.3))
    assert made.lo < 0.291 < by_sigmoid < made.hi


def test_a_square_is_never_below_zero():
    assert (Interval(-0.2, 0.1) ** 2).lo == 0


def test_an_odd_power_keeps_the_sign():
    cube = Interval(-0.2, 0.1) ** 3
    assert cube.lo <= -0.008
    assert cube.hi >= 0.001
    assert (Interval(-0.3, -0.2) ** 3).hi < 0


def test_a_constant_that_does_not_end_is_rounded_like_any_other_number():
    assert width(nd.pi_like(Interval(0.3, 0.4, THREE))) == pytest.approx(1e-2)
    assert width(nd.erf(exact(0.3))) == pytest.approx(1e-3)
    assert width(nd.worked_out(1 / 7, exact(0.3))) == pytest.approx(1e-3)


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


@pytest.mark.parametrize(("x", "W", "b", "written"), [
    ((0.2, 0.5, 0.6, 1.7), (0.43, -0.93, -0.83, 0.53), -0.27, -0.249),  # b, and then w₁x₁, w₂x₂, …
    ((0.7, 1.7, -1.9, 1.8), (0.3, 0.04, -0.15, 0.5), -0.55, 0.92),  # … + w₂x₂ + w₁x₁, and then b
])  # fmt: skip
def test_a_weighted_sum_may_be_added_up_from_either_end(x, W, b, written):
    graph = Graph().then("z", OPS["affine"](), "x", "W", "b")
    leaves = {"x": exact(*x)[None, :], "W": exact(*W)[:, None], "b": exact(b)}
    z = execute(graph.program, leaves, stop=1)["z"]
    assert z.lo <= written <= z.hi
