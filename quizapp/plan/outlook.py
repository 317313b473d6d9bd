"""The days until the interview: what to practise on each, and the forecast after it.

This assumes that the learner practises every day. It is computed from the log each day and after
each answer, so after a missed day the rest is planned again.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from .agenda import Agenda, Task, tasks
from .own_plan import MINUTES_A_DAY

if TYPE_CHECKING:
    from .forecast import Forecast
    from .memory import Memory
    from .planner import Bench

FARTHEST = 60  # days to plan; more would not add anything
POINTS = 15  # on the curve


@dataclass(frozen=True)
class Ahead:
    """One day; `new` holds the skills that are practised for the first time."""

    date: date
    tasks: tuple[Task, ...]
    new: frozenset[str]

    @property
    def minutes(self) -> float:
        return sum(task.minutes for task in self.tasks)

    @property
    def new_minutes(self) -> float:
        return sum(task.minutes for task in self.tasks if task.skill in self.new)


@dataclass(frozen=True)
class Outlook:
    """The days ahead; `unmet` holds the titles of skills that there is no time for."""

    days: tuple[Ahead, ...]  # from today, without the day of the interview
    unmet: tuple[str, ...]
    curve: tuple[tuple[date, Forecast, Forecast], ...]  # following the plan; stopping now


@dataclass(frozen=True)
class _Asked:
    """An agenda, equal to a later one of the same day if nothing was answered in between."""

    found: Agenda = field(compare=False)
    says: Hashable


def outlook(found: Agenda) -> Outlook:
    """The outlook from the end of today's list to the interview, at most sixty days ahead.

    It is kept until something is answered, for it takes longer than everything else on its page.
    """
    before, bench = found.list.morning, found.list.bench
    says = (
        found.today, found.day, found.tasks, found.plan and found.plan.minutes_a_day,
        found.list.answers, found.traits.weights.tobytes(), str(bench.requires),
        *(tuple(each.items()) for each in (found.list.titles, before.known, bench.minutes)),
    )  # fmt: skip
    return _outlook(_Asked(found, says))


@lru_cache(maxsize=64)
def _outlook(asked: _Asked) -> Outlook:
    from . import forecast, planner

    found = asked.found
    titles = {slug: title for slug, title, _ in found.skills}
    budget = found.plan.minutes_a_day if found.plan else MINUTES_A_DAY
    length = min(found.days_left, FARTHEST)
    drawn = _spread(length)
    now, bench = found.list.bench, found.list.ended
    days = [_day(found.today, found.tasks, set(now.known))]
    own = _memories(found, now)
    ready = forecast.overall(own, found.traits, now.now)
    curve = [(found.today, ready, ready)]
    for number in range(1, length + 1):
        bench = planner.tomorrow(bench)
        day, met = found.today + timedelta(days=number), set(bench.known)
        if number in drawn:
            at = min(bench.now, bench.day)
            then = forecast.overall(_memories(found, bench), found.traits, at)
            curve.append((day, then, forecast.overall(own, found.traits, at)))
        if number < length or found.days_left > FARTHEST:
            listed, bench = planner.today(bench, budget)
            days.append(_day(day, tasks(listed, bench.minutes, titles), met))
    unmet = [titles[slug] for slug in bench.minutes if slug not in bench.known]
    return Outlook(tuple(days), tuple(unmet), tuple(curve))


def _day(day: date, listed: Sequence[Task], met: set[str]) -> Ahead:
    return Ahead(day, tuple(listed), frozenset(task.skill for task in listed) - met)


def _memories(found: Agenda, bench: Bench) -> list[Memory | None]:
    """The memories of a bench, as forecasts take them."""
    kept = [bench.known.get(slug) for slug, _, _ in found.skills]
    return [memory and found.traits.unsettled(memory) for memory in kept]


def _spread(length: int) -> set[int]:
    """Evenly spaced numbers in 1..length, including the last."""
    count = min(length, POINTS)
    return {round(length * (place + 1) / count) for place in range(count)}
