"""Axes with days across and shares up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from quizapp.presenting.amounts import short_day

from ..svg import Axes, Scale, tag

WIDTH, HEIGHT = 340.0, 190.0
LEFT, BELOW, EDGE = 44.0, 22.0, 8.0  # room for what is written along the axes
MARKED = 4  # days labelled along the axis
SHARES = [(share / 100, f"{share}%") for share in (0, 25, 50, 75, 100)]


def axes_over(days: Sequence[date], high: float = 1.08) -> Axes:
    """Axes over these days and 0..high; by default with room for a line at 100%."""
    across = Scale(0, max(1, (days[-1] - days[0]).days), LEFT, WIDTH - EDGE)
    return Axes(across, Scale(0, high, HEIGHT - BELOW, EDGE), WIDTH, HEIGHT)


def frame(axes: Axes, days: Sequence[date], marks: Sequence[tuple[float, str]]) -> Markup:
    """Lines at these marks (height, label), and labels for some of the days."""
    left, right, bottom = axes.x.start, axes.x.end, axes.y.start
    drawn = []
    for height, words in marks:
        at = float(axes.y(height))
        look = "zero" if height == 0 else "grid"
        drawn.append(tag("line", look=look, x1=left, y1=at, x2=right, y2=at))
        drawn.append(tag("text", words, look="tick up", x=left - 5, y=at + 4))
    count = min(MARKED, len(days))
    for place in range(count):
        day = days[round(place * (len(days) - 1) / max(1, count - 1))]
        at = float(axes.x((day - days[0]).days))
        look = "tick" if place == 0 else "tick up" if place == count - 1 else "tick across"
        drawn.append(tag("text", short_day(day), look=look, x=at, y=bottom + 15))
    return Markup("").join(drawn)
