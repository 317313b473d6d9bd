"""Trends on one line each: sparklines, or plain numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from ..presenting.amounts import count, percent
from ..presenting.latex import pad
from .screen import Screen

if TYPE_CHECKING:
    from quizapp.plan import Learnt

BLOCKS = "▁▂▃▄▅▆▇█"
DAYS = 14
LABEL = 19  # columns


@dataclass(frozen=True)
class Trend:
    """A series of numbers, where some may be missing, and a sentence about it."""

    label: str
    values: tuple[float | None, ...]
    low: float  # numbers up to this get the lowest block
    high: float
    write: Callable[[float], str]
    says: str


def spark(values: Sequence[float | None], low: float, high: float) -> str:
    """A block for each number, with its height between `low` and `high`; a space for None."""
    span = (high - low) or 1.0
    steps = len(BLOCKS) - 1
    return "".join(
        " " if value is None else BLOCKS[round(steps * min(1.0, max(0.0, (value - low) / span)))]
        for value in values
    )


def trends(found: Learnt, *, now: datetime) -> list[Trend]:
    """Trends of answers, topics due, scores and time, as far as there is enough data."""
    from quizapp.plan import by_day, by_week, standings

    today = now.astimezone(found.zone).date()
    days, weeks = by_day(found), by_week(found, today)
    past = [today - timedelta(days=n) for n in reversed(range(DAYS))]
    counts = [float(days[day].answers) if day in days else None for day in past]
    total = sum(count or 0 for count in counts)
    due = _due([one.due for one in standings(found, now=now) if one.due], today)
    credit = [done.credit for done in weeks.values() if done.credit is not None]
    pace = [done.pace for done in weeks.values() if done.pace is not None]
    drawn = [
        Trend(f"Answers, {DAYS} days", tuple(counts), 0.0, max(8.0, *(c or 0.0 for c in counts)),
              "{:.0f}".format, count(int(total), "answer")),
        Trend(f"Due, next {DAYS} days", tuple(n or None for n in due), 0.0, max(8.0, *due),
              "{:.0f}".format, f"{count(int(due[0]), 'topic')} now"),
    ]  # fmt: skip
    if len(credit) > 1:
        said = f"{percent(credit[0])} to {percent(credit[-1])}"
        drawn.append(Trend("Score by week", tuple(credit), 0.0, 1.0, percent, said))
    if len(pace) > 1:
        said = f"{pace[0]:.1f} to {pace[-1]:.1f}"
        top = max(2.0, *pace)
        drawn.append(Trend("Time ÷ target", tuple(pace), 0.0, top, "{:.1f}".format, said))
    return drawn


def show_trends(screen: Screen, drawn: Sequence[Trend], plain: bool) -> None:
    """Show a line for each trend; with `plain`, the numbers themselves."""
    for trend in drawn:
        if plain:
            numbers = ", ".join("0" if v is None else trend.write(v) for v in trend.values)
            screen.runs([(f"{trend.label}: {numbers}", "")], indent=2, hang=4)
            continue
        line = pad(spark(trend.values, trend.low, trend.high), DAYS + 2)
        says = screen.paint("dim", trend.says)
        screen.line(f"  {pad(trend.label, LABEL)} {screen.paint('forward', line)} {says}")


def _due(days: Sequence[date], today: date) -> list[float]:
    """How many are due on each day from today; overdue ones count as due today."""
    ahead = [(max(day, today) - today).days for day in days]
    return [float(ahead.count(n)) for n in range(DAYS)]
