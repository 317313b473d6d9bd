"""Trends of scores and time, week by week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from math import ceil

from quizapp.plan import Done
from quizapp.presenting.amounts import percent, short_day
from quizapp.presenting.phrases import IN_TABLE

from ..svg import Plot, drawing, tag
from .days import SHARES, axes_over, frame


def weeks(found: Mapping[date, Done]) -> list[Plot]:
    """Scores, and time relative to the target; a single week shows no trend."""
    credit = {week: done.credit for week, done in found.items() if done.credit is not None}
    pace = {week: done.pace for week, done in found.items() if done.pace is not None}
    figures = []
    if len(credit) > 1:
        figures.append(_trend("credit", "Score by week", found, credit, SHARES, percent))
    if len(pace) > 1:
        marks = [(float(n), str(n)) for n in range(1 + max(2, ceil(max(pace.values()))))]
        title = "Time per question, relative to its target"
        figures.append(_trend("pace", title, found, pace, marks, "{:.2f}".format))
    return figures


def _trend(
    key: str, title: str, found: Mapping[date, Done], values: Mapping[date, float],
    marks: list[tuple[float, str]], write: Callable[[float], str],
) -> Plot:  # fmt: skip
    days, heights = list(values), list(values.values())
    axes = axes_over(days, 1.08 * marks[-1][0])
    at = [(day - days[0]).days for day in days]
    dots = [
        tag("circle", look="dot", cx=float(axes.x(x)), cy=float(axes.y(y)), r=3.5)
        for x, y in zip(at, heights, strict=True)
    ]
    about = f"From {write(heights[0])} to {write(heights[-1])}. {IN_TABLE}"
    return Plot(
        title,
        drawing(key, title, about, axes.width, axes.height, frame(axes, days, marks),
                axes.line(at, heights, "forward"), *dots),
        heads=("Week of", "Value", "Answers", "Minutes"),
        rows=[
            [short_day(week), write(value), str(found[week].answers), f"{found[week].minutes:.0f}"]
            for week, value in values.items()
        ],
    )  # fmt: skip
