"""Today's list and the forecast, computed from the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from quizapp.models import Learner, Plan

from .fsrs6 import days
from .goal import MINUTES_A_DAY
from .log import Answered, minutes_each, tempo
from .standing import learnt
from .zones import day_in

if TYPE_CHECKING:
    from .forecast import Forecast
    from .planner import Bench
    from .traits import Traits

HORIZON = 30  # days to plan ahead if there is no date


@dataclass(frozen=True)
class Task:
    """A number of questions of one skill."""

    skill: str
    title: str
    questions: int
    minutes: float


def minutes_of(listed: Iterable[Task]) -> float:
    """The total minutes of these tasks."""
    return sum(task.minutes for task in listed)


@dataclass(frozen=True)
class Agenda:
    """Today's list and the forecast; times in minutes, days in the learner's time zone."""

    plan: Plan | None
    today: date
    day: date  # the day of the forecast: the interview's, a month from now, or today
    over: bool  # whether the interview is over, so that nothing is listed
    missed: int  # days without an answer before today, since the last answer or the plan
    tasks: tuple[Task, ...]
    goes_on: str | None  # the skill of the next question, even if today's list is done
    minutes_done: float
    readiness: Forecast
    skills: tuple[tuple[str, str, Forecast], ...]  # slug, title, forecast
    raises_most: str | None  # the title of a skill
    bench: Bench  # now
    ended: Bench  # at the end of today's list
    traits: Traits

    @property
    def days_left(self) -> int:
        return (self.day - self.today).days

    @property
    def minutes(self) -> float:
        """The minutes of today's list."""
        return minutes_of(self.tasks)

    def as_dict(self) -> dict[str, Any]:
        """The agenda for JSON, with days in ISO 8601 and shares in 0..1."""
        wanted = self.plan.interview_on if self.plan else None
        return {
            "interview_on": str(wanted) if wanted else None,
            "day": str(self.day),
            "days_left": self.days_left,
            "over": self.over,
            "missed": self.missed,
            "minutes": round(self.minutes, 1),
            "minutes_done": round(self.minutes_done, 1),
            "tasks": [asdict(task) for task in self.tasks],
            "readiness": asdict(self.readiness),
            "skills": [
                {"skill": slug, "title": title, **asdict(part)} for slug, title, part in self.skills
            ],
            "raises_most": self.raises_most,
        }


def next_skill(session: Session, learner: Learner, *, now: datetime) -> str | None:
    """The next skill to practise, even if today's list is done.

    It is one of the plan's, or any without a plan; None if the bank has no skills.
    """
    return agenda(session, learner, now=now).goes_on


def agenda(session: Session, learner: Learner, *, now: datetime) -> Agenda:
    """What to do today, and how ready the learner will be."""
    from . import forecast, planner

    found = learnt(session, learner)
    plan, zone, log, known, own = found.plan, found.zone, found.log, found.known, found.traits
    today = now.astimezone(zone).date()
    chosen = plan.skills if plan else []
    skills = {
        skill.slug: skill.title for skill in found.skills if not chosen or skill.slug in chosen
    }
    wanted = plan.interview_on if plan else None
    over = wanted is not None and wanted < today
    end = wanted if wanted and not over else today + timedelta(days=HORIZON)
    noon = datetime.combine(end, time(12), tzinfo=zone)
    midnight = datetime.combine(today, time(), tzinfo=zone)
    lately = [line for line in log if midnight <= line.at <= now]
    done = sum(line.seconds for line in lately) / 60
    bench = planner.Bench(
        known={slug: own.settled(memory) for slug, memory in known.items()},
        minutes=minutes_each(session, skills, tempo(log)),
        requires={skill.slug: skill.requires for skill in found.skills},
        now=days(now),
        day=max(days(noon), days(now)),
        today=Counter(line.skill for line in lately),
    )
    most = planner.raises_most(bench)
    budget = 0.0 if over else (plan.minutes_a_day if plan else MINUTES_A_DAY) - done
    listed, after = planner.today(bench, budget)
    at = bench.now if over else bench.day
    memories = {slug: known.get(slug) for slug in skills}
    return Agenda(
        plan=plan,
        today=today,
        day=today if over else end,
        over=over,
        missed=_missed(plan, log, zone, today),
        tasks=tasks(listed, bench.minutes, skills),
        goes_on=listed[0] if listed else planner.go_on(bench) or next(iter(skills), None),
        minutes_done=done,
        readiness=forecast.overall(list(memories.values()), own, at),
        skills=tuple(
            (slug, skills[slug], forecast.forecast(memory, own, at))
            for slug, memory in memories.items()
        ),
        raises_most=skills[most] if most else None,
        bench=bench,
        ended=after,
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


def _missed(plan: Plan | None, log: list[Answered], zone: tzinfo, today: date) -> int:
    if plan is None:
        return 0
    latest = max([plan.updated_at, *(line.at for line in log[-1:])])
    return max(0, (today - day_in(latest, zone)).days - 1)
