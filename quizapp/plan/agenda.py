"""Today's list and the forecast, computed from the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from quizapp.models import Learner, Plan

from .standing import Learnt, learnt
from .todays_list import TodaysList, list_of
from .zones import day_in

if TYPE_CHECKING:
    from .forecast import Forecast
    from .traits import Traits


@dataclass(frozen=True)
class Task:
    """A number of questions of one skill."""

    skill: str
    title: str
    questions: int
    minutes: float


@dataclass(frozen=True)
class Agenda:
    """Today's list and the forecast; times in minutes, days in the learner's time zone."""

    plan: Plan | None
    list: TodaysList
    missed: int  # days without an answer before today, since the last answer or the plan
    tasks: tuple[Task, ...]
    readiness: Forecast  # on the day to prepare for
    skills: tuple[tuple[str, str, Forecast], ...]  # slug, title, forecast
    raises_most: str | None  # the title of a skill
    traits: Traits

    @property
    def today(self) -> date:
        return self.list.today

    @property
    def day(self) -> date:
        return self.list.day

    @property
    def over(self) -> bool:
        return self.list.over

    @property
    def days_left(self) -> int:
        return (self.day - self.today).days

    def as_dict(self) -> dict[str, Any]:
        """The agenda for JSON, with days in ISO 8601 and shares in 0..1."""
        wanted = self.plan.interview_on if self.plan else None
        return {
            "interview_on": str(wanted) if wanted else None,
            "today": str(self.today),
            "day": str(self.day),
            "days_left": self.days_left,
            "over": self.over,
            "missed": self.missed,
            "questions": self.list.total,
            "questions_done": self.list.done,
            "minutes": self.list.minutes_left if self.tasks else 0,
            "minutes_done": round(self.list.minutes_done),
            "tasks": [
                asdict(task) | {"minutes": max(1, round(task.minutes))} for task in self.tasks
            ],
            "readiness": asdict(self.readiness),
            "skills": [
                {"skill": slug, "title": title, **asdict(part)} for slug, title, part in self.skills
            ],
            "raises_most": self.raises_most,
        }


def agenda(session: Session, learner: Learner, *, now: datetime) -> Agenda:
    """What to do today, and how ready the learner will be."""
    from . import forecast, planner

    found = learnt(session, learner, now=now)
    listed, own = list_of(session, found, now=now), found.traits
    bench = listed.bench
    most = planner.raises_most(bench)
    at = bench.now if listed.over else bench.day
    memories = {slug: found.known.get(slug) for slug in listed.titles}
    return Agenda(
        plan=found.plan,
        list=listed,
        missed=_missed(found, listed.today),
        tasks=tasks(listed.ahead, bench.minutes, listed.titles),
        readiness=forecast.overall(list(memories.values()), own, at),
        skills=tuple(
            (slug, listed.titles[slug], each)
            for slug, each in zip(
                memories, forecast.forecasts(list(memories.values()), own, at), strict=True
            )
        ),
        raises_most=listed.titles[most] if most else None,
        traits=own,
    )


def tasks(
    listed: Iterable[str], minutes: Mapping[str, float], titles: Mapping[str, str]
) -> tuple[Task, ...]:
    """The listed skills as tasks, grouped by skill in order of first occurrence."""
    counts = Counter(listed)
    return tuple(
        Task(slug, titles[slug], count, count * minutes[slug]) for slug, count in counts.items()
    )


def _missed(found: Learnt, today: date) -> int:
    if found.plan is None:
        return 0
    planned, last = day_in(found.plan.updated_at, found.zone), found.whole.last
    latest = max(planned, last[1]) if last else planned
    return max(0, (today - latest).days - 1)
