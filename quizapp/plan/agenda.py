"""The use cases of a plan: keep it, see what it asks for today and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import Attempt, Learner, Plan, Question, Revision, Skill

from .rating import Evidence, grade
from .targets import target_seconds

if TYPE_CHECKING:
    from .forecast import Forecast

MINUTES_A_DAY = 20
HORIZON = 30  # days ahead that count where there is no date
LONGEST = 3.0  # times the target: a page left open is no practice


@dataclass(frozen=True)
class Task:
    """So many questions of one skill."""

    skill: str
    title: str
    questions: int
    minutes: float


@dataclass(frozen=True)
class Agenda:
    """Today's list and the forecast; times in minutes, days in the learner's time zone."""

    plan: Plan | None
    day: date  # the interview's, or the end of the horizon
    days_left: int
    tasks: tuple[Task, ...]
    minutes_done: float
    readiness: Forecast
    skills: tuple[tuple[str, str, Forecast], ...]  # slug, title, forecast
    raises_most: str | None  # the title of a skill

    @property
    def minutes(self) -> float:
        """What today's list takes."""
        return sum(task.minutes for task in self.tasks)


def plan_of(session: Session, learner: Learner) -> Plan | None:
    return session.get(Plan, learner.id)


def save_plan(
    session: Session,
    learner: Learner,
    *,
    interview_on: date | None,
    skills: list[str],
    minutes_a_day: int,
    time_zone: str,
    now: datetime,
) -> Plan:
    """Keep what the learner prepares for; `ValueError`, as advice, where it makes no plan."""
    if interview_on and interview_on < now.astimezone(ZoneInfo(time_zone)).date():
        raise ValueError("That day is over. Choose today or a later one, or no date.")
    if not 5 <= minutes_a_day <= 240:
        raise ValueError("Choose 5 to 240 minutes a day.")
    known = set(session.scalars(select(Skill.slug)))
    return session.merge(
        Plan(
            learner_id=learner.id, interview_on=interview_on, time_zone=time_zone,
            skills=[slug for slug in skills if slug in known], minutes_a_day=minutes_a_day,
            updated_at=now,
        )
    )  # fmt: skip


def next_skill(session: Session, learner: Learner, *, now: datetime) -> str | None:
    """The skill that the plan asks for now; None without a plan, or when today's list is done."""
    if plan_of(session, learner) is None:
        return None
    tasks = agenda(session, learner, now=now).tasks
    return tasks[0].skill if tasks else None


def agenda(session: Session, learner: Learner, *, now: datetime) -> Agenda:
    """What to do today and how ready that makes, from the log as it stands."""
    from . import forecast, planner
    from .memory import remember

    plan = plan_of(session, learner)
    zone = ZoneInfo(plan.time_zone) if plan else UTC
    here = now.astimezone(zone)
    every = session.scalars(select(Skill).order_by(Skill.position)).all()
    requires = {skill.slug: skill.requires for skill in every}
    chosen = plan.skills if plan else []
    skills = {skill.slug: skill for skill in every if not chosen or skill.slug in chosen}
    log = _log(session, learner)
    known = remember([(slug, grade(evidence), at) for slug, evidence, at in log], requires)
    wanted = plan.interview_on if plan and plan.interview_on else None
    day = wanted if wanted and wanted >= here.date() else here.date() + timedelta(days=HORIZON)
    noon = datetime.combine(day, time(12), tzinfo=zone).astimezone(UTC)
    done = sum(
        min(evidence.seconds or evidence.target, LONGEST * evidence.target) / 60
        for _, evidence, at in log
        if at.astimezone(zone).date() == here.date()
    )
    minutes = _minutes(session, list(skills))
    bench = planner.Bench(
        {slug: memory.card for slug, memory in known.items()}, minutes, requires,
        now.astimezone(UTC), max(noon, now.astimezone(UTC)),
    )  # fmt: skip
    most = planner.raises_most(bench, list(minutes))
    budget = (plan.minutes_a_day if plan else MINUTES_A_DAY) - done
    listed = planner.today(bench, budget)
    expected = forecast.forecasts(known, list(skills), noon)
    return Agenda(
        plan=plan,
        day=day,
        days_left=(day - here.date()).days,
        tasks=tuple(_tasks(listed, minutes, skills)),
        minutes_done=done,
        readiness=forecast.overall(list(expected.values())),
        skills=tuple((slug, skills[slug].title, found) for slug, found in expected.items()),
        raises_most=skills[most].title if most else None,
    )


def _tasks(listed: list[str], minutes: dict[str, float], skills: dict[str, Skill]) -> list[Task]:
    """The listed skills, those of one skill together, in the order in which each comes first."""
    order = {slug: place for place, slug in reversed(list(enumerate(listed)))}
    rows = groupby(sorted(listed, key=order.__getitem__))
    return [
        Task(slug, skills[slug].title, count := len(list(group)), count * minutes[slug])
        for slug, group in rows
    ]


def _minutes(session: Session, slugs: list[str]) -> dict[str, float]:
    """The mean target of a question of each skill that has any."""
    rows = session.execute(
        select(Question.skill_slug, Question.type, Question.level).where(
            Question.retired_at.is_(None)
        )
    )
    found: dict[str, list[float]] = {}
    for slug, kind, level in rows:
        found.setdefault(slug, []).append(target_seconds(kind, level) / 60)
    return {slug: sum(found[slug]) / len(found[slug]) for slug in slugs if slug in found}


def _log(session: Session, learner: Learner) -> list[tuple[str, Evidence, datetime]]:
    rows = session.execute(
        select(
            Question.skill_slug, Question.type, Question.level, Attempt.score, Attempt.hints_used,
            Attempt.duration_seconds, Attempt.created_at,
        )
        .join(Attempt.revision)
        .join(Revision.question)
        .where(Attempt.learner_id == learner.id)
        .order_by(Attempt.created_at, Attempt.id)
    )  # fmt: skip
    return [
        (slug, Evidence(score, hints, seconds, target_seconds(kind, level), level, kind), at)
        for slug, kind, level, score, hints, seconds, at in rows
    ]
