"""The parts of a plot: round numbers, paths through their points, names beside their lines."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest

from quizapp.web.drawing.svg import Axes, Scale, tag
from quizapp.web.drawing.svg.label_placing import HEIGHT, LETTER, LabelledLine, place
from quizapp.web.drawing.svg.scale import decades, ticks
from quizapp.web.drawing.svg.tags import path, short

RANGES = [(0, 1), (-4, 4), (0.2, 0.21), (-1e-6, 3e-6), (1e5, 7.3e5), (-0.3, 17), (2, 2.0001)]


@pytest.mark.parametrize(("low", "high"), RANGES)
@pytest.mark.parametrize("most", [3, 5, 8])
def test_ticks_are_few_round_rising_and_within_the_range(
    low: float, high: float, most: int
) -> None:
    found = ticks(low, high, most)
    assert 2 <= len(found) <= most or most == 3
    assert found == sorted(set(found))
    slack = (high - low) * 1e-6
    assert low - slack <= found[0]
    assert found[-1] <= high + slack
    gaps = np.diff(found)
    assert np.allclose(gaps, gaps[0])
    digits = f"{gaps[0]:.6e}".partition("e")[0].rstrip("0").rstrip(".")
    assert digits in {"1", "2", "2.5", "5"}


def test_logarithmic_scales_are_marked_by_powers_of_ten() -> None:
    assert decades(0.003, 20) == [0.01, 0.1, 1.0, 10.0]
    assert all(0.2 <= tick <= 0.7 for tick in decades(0.2, 0.7))


def test_a_scale_meets_its_ends_and_grows_evenly_or_by_factors() -> None:
    even, log = Scale(2, 4, 10, 30), Scale(0.01, 1, 100, 0, log=True)
    assert even(np.array([2, 3, 4])).tolist() == [10, 20, 30]
    assert log(np.array([0.01, 0.1, 1])).tolist() == pytest.approx([100, 50, 0])
    assert np.isnan(even.inside([1.9, 3, 4.1])).tolist() == [True, False, True]


def test_a_path_goes_through_its_points_and_breaks_where_there_are_none() -> None:
    drawn = path([0, 1, 2, 3, 4], [5, 6, np.nan, 7.25, -0.01])
    assert drawn == "M0 5L1 6M3 7.2L4 0"


def test_the_line_of_a_function_passes_through_its_values() -> None:
    axes = Axes.over((-1, 1), (0, 1), 200, 100)
    xs = np.linspace(-1, 1, 21)
    drawn = re.findall(r"[ML]([\d.]+) ([\d.]+)", axes.line(xs, xs**2, "forward"))
    assert len(drawn) == 21
    for (x, y), value in zip(drawn, xs, strict=True):
        assert float(x) == pytest.approx(axes.x(value), abs=0.06)
        assert float(y) == pytest.approx(axes.y(value**2), abs=0.06)


def test_what_lies_beyond_the_frame_is_not_drawn() -> None:
    axes = Axes.over((0, 1), (0, 1), 100, 100)
    assert axes.line([0, 0.5, 1], [0, 2, 1], "").count("M") == 2


def test_text_is_escaped_and_numbers_are_short() -> None:
    assert tag("text", "<b>", look='a"b') == '<text class="a&quot;b">&lt;b&gt;</text>'
    assert [short(x) for x in (1.0, 1.25, -0.01, "x", 3)] == ["1", "1.2", "0", "x", "3"]


def test_names_are_beside_their_lines_and_overlap_neither_lines_nor_each_other() -> None:
    x = np.linspace(0, 300, 301)
    lines = [LabelledLine(f"line {k}", "", x, 20 + 30 * k + 0.1 * x) for k in range(4)]
    lines.append(LabelledLine("at the bottom", "", x, np.full(301, 200.0)))
    paper = (0.0, 0.0, 300.0, 200.0)
    boxes = []
    for line, (middle, base) in zip(lines, place(lines, paper), strict=True):
        half = LETTER * len(line.name) / 2
        box = (middle - half, base + 3 - HEIGHT, middle + half, base + 3)
        assert box[0] >= 0
        assert box[2] <= 300
        assert box[3] <= 200
        for other in lines:
            inside = (other.x > box[0]) & (other.x < box[2])
            assert not np.any(inside & (other.y > box[1]) & (other.y < box[3]))
        boxes.append(box)
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
