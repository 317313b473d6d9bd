"""A calendar of answers per day over half a year, or a quarter on a narrow page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from markupsafe import Markup

from quizapp.plan import Done
from quizapp.plan.standing import monday
from quizapp.presenting.amounts import short_day

from ..svg import Plot, drawing, tag

WEEKS, FEWER = 26, 13
CELL, SIDE, TOP = 22.0, 40.0, 20.0
LEVELS = (1, 5, 10, 20)  # numbers of answers at which the colour gets stronger


def calendar(found: Mapping[date, Done], today: date) -> Plot:
    """The calendar in both widths; the style sheet shows the one that fits."""
    title = "Days of practice"
    first = monday(today) - timedelta(weeks=WEEKS - 1)
    days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    practised = [day for day in days if day in found]
    about = f"Practised on {len(practised)} of the last {len(days)} days."
    rows = []
    for week in [first + timedelta(weeks=n) for n in range(WEEKS)]:
        those = [found[day] for n in range(7) if (day := week + timedelta(days=n)) in found]
        if those:
            answers, minutes = (sum(getattr(done, what) for done in those)
                                for what in ("answers", "minutes"))  # fmt: skip
            rows.append([short_day(week), str(len(those)), str(answers), f"{minutes:.0f}"])
    return Plot(
        title,
        Markup("").join(_grid(found, today, weeks, title, about) for weeks in (WEEKS, FEWER)),
        notes=(f"{about} The stronger the colour, the more answers: 1, 5, 10, 20.",),
        heads=("Week of", "Days", "Answers", "Minutes"),
        rows=rows,
    )


@lru_cache(maxsize=4096)
def _cell(look: str, x: float, y: float) -> Markup:
    return tag("rect", look=look, x=x, y=y, width=CELL - 3, height=CELL - 3, rx=3)


def _grid(found: Mapping[date, Done], today: date, weeks: int, title: str, about: str) -> Markup:
    first = monday(today) - timedelta(weeks=weeks - 1)
    drawn = [
        tag("text", f"{first + timedelta(days=n):%a}", look="tick up", x=SIDE - 8,
            y=TOP + n * CELL + 14) for n in (0, 2, 4)
    ]  # fmt: skip
    for number in range((today - first).days + 1):
        day = first + timedelta(days=number)
        x, y = SIDE + number // 7 * CELL, TOP + number % 7 * CELL
        if day.day <= 7 and number % 7 == 0 and number // 7 < weeks - 1:
            drawn.append(tag("text", f"{day:%b}", look="tick", x=x, y=TOP - 7))
        count = found[day].answers if day in found else 0
        level = sum(count >= least for least in LEVELS)
        look = f"day level-{level}" + (" today" if day == today else "")
        drawn.append(_cell(look, x, y))
    look = "calendar" if weeks == WEEKS else "calendar fewer"
    width, height = SIDE + weeks * CELL, TOP + 7 * CELL
    return drawing(f"days-{weeks}", title, about, width, height, *drawn, look=look)
