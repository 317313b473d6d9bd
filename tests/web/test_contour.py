"""Lines of equal height lie at that height, close, and separate high from low."""

from __future__ import annotations

import numpy as np
import pytest

from quizapp.web.drawing.svg.contour import contours, regions

SIDE = np.linspace(-2, 2, 41)
X, Y = np.meshgrid(SIDE, SIDE)


def area(x: np.ndarray, y: np.ndarray) -> float:
    return abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2)


def test_the_contour_of_a_bowl_is_one_closed_circle_at_its_level() -> None:
    ((x, y),) = contours(SIDE, SIDE, X**2 + Y**2, 1.0)
    assert (x[0], y[0]) == (x[-1], y[-1])
    assert np.hypot(x, y) == pytest.approx(np.ones_like(x), abs=3e-3)
    assert area(x, y) == pytest.approx(np.pi, rel=1e-2)


def test_on_a_plane_a_contour_is_exact_and_runs_from_rim_to_rim() -> None:
    ((x, y),) = contours(SIDE, SIDE, 2 * X - Y, 0.3)
    assert 2 * x - y == pytest.approx(np.full_like(x, 0.3))
    assert {abs(y[0]), abs(y[-1])} == {2.0}


def test_two_hills_have_a_line_each_and_a_saddle_none_that_cross() -> None:
    hills = np.exp(-((X - 1) ** 2 + Y**2) * 4) + np.exp(-((X + 1) ** 2 + Y**2) * 4)
    assert len(contours(SIDE, SIDE, hills, 0.5)) == 2
    assert len(contours(SIDE, SIDE, X * Y, 0.1)) == 2
    corners = np.array([[1.0, 0.0], [0.0, 1.0]])
    assert len(contours(np.arange(2), np.arange(2), corners, 0.4)) == 2
    assert contours(SIDE, SIDE, hills, 9.0) == []


@pytest.mark.parametrize("height", [X, X**2 + Y**2, np.sin(3 * X) * np.cos(2 * Y), X * 0 + 1])
@pytest.mark.parametrize("level", [-0.5, 0.2, 0.7])
def test_a_region_is_closed_and_covers_exactly_what_is_above(
    height: np.ndarray, level: float
) -> None:
    drawn = regions(SIDE, SIDE, height, level)
    for x, y in drawn:
        assert (x[0], y[0]) == (x[-1], y[-1])
    share = float((height > level).mean())
    covered = np.zeros(height.shape, bool)
    for x, y in drawn:  # even-odd: a point is inside where a ray crosses an odd number of lines
        for (x0, y0), (x1, y1) in zip(zip(x, y, strict=True), zip(x[1:], y[1:], strict=True),
                                      strict=False):  # fmt: skip
            cut = (y0 > Y - 1e-7) != (y1 > Y - 1e-7)
            with np.errstate(divide="ignore", invalid="ignore"):
                covered ^= cut & (x0 + (Y - 1e-7 - y0) / (y1 - y0) * (x1 - x0) > X)
    assert abs(float(covered.mean()) - share) < 0.06
