"""A map of probabilities: every cell has one shade, and the line is at probability ½."""

from __future__ import annotations

import re

import numpy as np
import pytest

from quizapp.web.drawing.svg.heat import SHADES, even_line, shades

CHANCE = np.random.default_rng(3).random((9, 9))


def test_every_cell_is_covered_once_by_the_shade_of_its_chance() -> None:
    covered = np.full(CHANCE.shape, -1)
    for level, strips in enumerate(shades(CHANCE)):
        for start, row, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", strips):
            place = np.s_[int(row), int(start) : int(start) + int(width)]
            assert (covered[place] == -1).all()
            covered[place] = level
    assert np.array_equal(covered, np.floor(CHANCE * SHADES).astype(int))


def test_certain_chances_have_the_outer_shades() -> None:
    outer = shades(np.array([[0.0, 1.0]]))
    assert outer[0] == "M0 0h1v1h-1z"
    assert outer[-1] == "M1 0h1v1h-1z"


def test_the_line_is_where_the_probability_is_one_half() -> None:
    slope = np.tile(np.linspace(0.05, 0.95, 10), (4, 1))  # an even chance between cells 4 and 5
    xs = [float(x) for x in re.findall(r"[ML]([\d.]+) ", even_line(slope))]
    assert xs == pytest.approx([5.0] * 4)
    assert even_line(np.full((4, 4), 0.7)) == ""
