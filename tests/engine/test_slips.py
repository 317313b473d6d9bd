"""Slips of the pen: which numbers are the right one, written down wrong."""

import pytest

from engine.marking.slips import digits_slipped


@pytest.mark.parametrize("written", [0.2134, 0.1324, 0.1243, 1.0234])
def test_two_neighbours_that_are_swapped_are_a_slip(written):
    assert digits_slipped(written, 0.1234, 4)


@pytest.mark.parametrize("written", [0.3214, 0.1432, 0.4231, 0.1235, 0.1244])
def test_digits_that_do_not_stand_side_by_side_are_not_swapped_by_a_slip(written):
    assert not digits_slipped(written, 0.1234, 4)


@pytest.mark.parametrize("written", [0.234, 0.134, 0.124, 0.123])
def test_a_digit_that_is_missing_is_a_slip(written):
    assert digits_slipped(written, 0.1234, 4)


def test_a_slip_is_one_of_the_digits_that_were_to_be_kept():
    assert digits_slipped(-1.35, -1.235, 4)
    assert not digits_slipped(12.534, 12.354, 4)
    assert digits_slipped(12.53, 12.351, 4)
