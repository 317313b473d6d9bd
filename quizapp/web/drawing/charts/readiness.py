"""The expected share of correct answers, day by day until the interview."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from quizapp.plan import Outlook
from quizapp.presenting.amounts import percent, short_day
from quizapp.presenting.phrases import IN_TABLE

from ..svg import Axes, Plot, drawing, tag
from ..svg.tags import path
from .days import SHARES, axes_over, frame


def readiness(found: Outlook) -> Plot:
    """Curves for following the plan, with its range, and for stopping now."""
    days = [day for day, _, _ in found.curve]
    at = [(day - days[0]).days for day in days]
    axes = axes_over(days)
    plan = [one for _, one, _ in found.curve]
    followed, stopped = [one.recall for one in plan], [other.recall for _, _, other in found.curve]
    title = "Readiness by day"
    about = (
        f"If you follow the plan, you reach {percent(followed[-1])} on {short_day(days[-1])}, "
        f"if you stop now, {percent(stopped[-1])}. {IN_TABLE}"
    )
    return Plot(
        title,
        drawing(
            "readiness", title, about, axes.width, axes.height,
            frame(axes, days, SHARES),
            _band(axes, at, [one.low for one in plan], [one.high for one in plan]),
            axes.line(at, stopped, "stopped"),
            axes.line(at, followed, "forward"),
            axes.labels([("with the plan", "forward", np.array(at), np.array(followed)),
                         ("if you stop now", "stopped", np.array(at), np.array(stopped))]),
        ),
        heads=("Day", "With the plan", "80% are between", "If you stop now"),
        rows=[
            [short_day(day), percent(one.recall), f"{percent(one.low)} and {percent(one.high)}",
             percent(other.recall)]
            for day, one, other in found.curve
        ],
    )  # fmt: skip


def _band(axes: Axes, at: list[int], low: list[float], high: list[float]) -> Markup:
    around = path(axes.x([*at, *reversed(at)]), axes.y([*low, *reversed(high)]))
    return tag("path", look="band", d=f"{around}Z")
