"""How many topics come due on each of the next days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from quizapp.plan import Standing
from quizapp.presenting.amounts import short_day

from ..svg import Axes, Plot, Scale, drawing, tag
from .days import BELOW, EDGE, HEIGHT, LEFT, WIDTH

AHEAD = 14  # days


def due(found: Sequence[Standing], today: date) -> Plot:
    """A bar for each day; overdue topics count as due today."""
    days = [today + timedelta(days=n) for n in range(AHEAD)]
    titles: dict[date, list[str]] = {day: [] for day in days}
    for one in found:
        if one.due and (day := max(one.due, today)) in titles:
            titles[day].append(one.title)
    counts = [len(titles[day]) for day in days]
    axes = Axes(
        Scale(0, AHEAD, LEFT - 20, WIDTH - EDGE), Scale(0, max(*counts, 4), HEIGHT - BELOW, 20),
        WIDTH, HEIGHT,
    )  # fmt: skip
    wide, bottom = float(axes.x(1) - axes.x(0)), axes.y.start
    drawn = [tag("line", look="zero", x1=axes.x.start, y1=bottom, x2=axes.x.end, y2=bottom)]
    for place, (day, count) in enumerate(zip(days, counts, strict=True)):
        top, middle = float(axes.y(count)), float(axes.x(place)) + wide / 2
        drawn.append(
            tag("rect", look="count", x=middle - 8, y=top, width=16.0, height=bottom - top)
        )
        if count:
            drawn.append(tag("text", str(count), look="across", x=middle, y=top - 5))
        drawn.append(tag("text", str(day.day), look="tick across", x=middle, y=bottom + 15))
    title = "Topics due by day"
    about = f"{counts[0]} today, {sum(counts[1:])} more in the {AHEAD - 1} days after today."
    return Plot(
        title,
        drawing("due", title, about, axes.width, axes.height, *drawn),
        notes=(
            "A topic is due when you'd get about one answer in ten wrong. "
            "If more are due than your day has time for, the plan spreads them out.",
        ),
        heads=("Day", "Due", "Topics"),
        rows=[
            [short_day(day), str(len(titles[day])), ", ".join(titles[day]) or "–"] for day in days
        ],
    )
