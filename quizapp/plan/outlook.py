"""The days until the interview: what each will hold, and how ready the learner is after it.

This is the plan if the learner practises every day from now on. It is made from the log each time,
so after a missed day the rest is planned again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .agenda import Agenda, Task, minutes_of, tasks
from .goal import MINUTES_A_DAY

if TYPE_CHECKING:
    from .forecast import Forecast
    from .planner import Bench

FARTHEST = 60  # days that are planned out; beyond, nothing new comes of it
POINTS = 15  # of the curve


@dataclass(frozen=True)
class Ahead:
    """One day; `new` holds the skills that are practised for the first time on it."""

    date: date
    tasks: tuple[Task, ...]
    new: frozenset[str]

    @property
    def minutes(self) -> float:
        return minutes_of(self.tasks)

    @property
    def new_minutes(self) -> float:
        return minutes_of(task for task in self.tasks if task.skill in self.new)


@dataclass(frozen=True)
class Outlook:
    """What is to come; `unmet` are the titles of the skills that no day before the date reaches."""

    days: tuple[Ahead, ...]  # today first; the day of the interview is not one of them
    unmet: tuple[str, ...]
    curve: tuple[tuple[date, Forecast, Forecast], ...]  # by the plan; stopping now


def outlook(found: Agenda) -> Outlook:
    """From the end of today's list to the day that counts, or sixty days ahead."""
    from . import planner

    titles = {slug: title for slug, title, _ in found.skills}
    budget = found.plan.minutes_a_day if found.plan else MINUTES_A_DAY
    length = min(found.days_left, FARTHEST)
    drawn = _spread(length)
    now, bench = found.bench, found.ended
    days = [_day(found.today, found.tasks, set(now.known))]
    ready = _ready(found, now, now.now)
    curve = [(found.today, ready, ready)]
    for number in range(1, length + 1):
        bench = planner.tomorrow(bench)
        day, met = found.today + timedelta(days=number), set(bench.known)
        if number in drawn:
            at = min(bench.now, bench.day)
            curve.append((day, _ready(found, bench, at), _ready(found, now, at)))
        if number < length or found.days_left > FARTHEST:
            listed, bench = planner.today(bench, budget)
            days.append(_day(day, tasks(listed, bench.minutes, titles), met))
    unmet = [titles[slug] for slug in bench.minutes if slug not in bench.known]
    return Outlook(tuple(days), tuple(unmet), tuple(curve))


def _day(day: date, listed: Sequence[Task], met: set[str]) -> Ahead:
    return Ahead(day, tuple(listed), frozenset(task.skill for task in listed) - met)


def _ready(found: Agenda, bench: Bench, at: float) -> Forecast:
    """How ready the memories of a bench are then."""
    from . import forecast

    kept = [bench.known.get(slug) for slug, _, _ in found.skills]
    own = [memory and found.traits.unsettled(memory) for memory in kept]
    return forecast.overall(own, found.traits, at)


def _spread(length: int) -> set[int]:
    """Some of 1..length, evenly apart, the last among them."""
    count = min(length, POINTS)
    return {round(length * (place + 1) / count) for place in range(count)}
