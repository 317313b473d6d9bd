"""The learner's plan: the interview's date, topics, and minutes a day."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import Learner, Plan, Skill

from .zones import day_in, zone

MINUTES_A_DAY = 20
LEAST, MOST = 5, 240  # minutes a day
LEVELS = (1, 2, 3)  # new to the subject, some of it known, known well
RANGE = f"from {LEAST} to {MOST}"


def plan_of(session: Session, learner: Learner) -> Plan | None:
    return session.get(Plan, learner.id)


def own_day(session: Session, learner: Learner, now: datetime) -> date:
    """The learner's day: in the time zone of the plan, or without one, of `now`."""
    found = plan_of(session, learner)
    return day_in(now, zone(found.time_zone)) if found else now.date()


def days_to(plan: Plan, *, now: datetime) -> int | None:
    """Days to the interview in the learner's time zone; None without a date, or if it is over."""
    if plan.interview_on is None:
        return None
    left = (plan.interview_on - now.astimezone(zone(plan.time_zone)).date()).days
    return left if left >= 0 else None


def save_plan(
    session: Session,
    learner: Learner,
    *,
    interview_on: date | None,
    skills: list[str],
    minutes_a_day: int,
    time_zone: str,
    now: datetime,
    level: int | None = None,
) -> Plan:
    """Save the plan; `ValueError` with advice if it is not valid.

    `level` is how well the learner says they know the subject; None leaves it as it was.
    """
    if interview_on and interview_on < now.astimezone(zone(time_zone)).date():
        raise ValueError("That day is over. Choose today or a later one, or no date.")
    if not LEAST <= minutes_a_day <= MOST:
        raise ValueError(f"Choose a number of minutes a day {RANGE}.")
    known = set(session.scalars(select(Skill.slug)))
    before = plan_of(session, learner)
    return session.merge(
        Plan(
            learner_id=learner.id, interview_on=interview_on, time_zone=time_zone,
            skills=[slug for slug in skills if slug in known], minutes_a_day=minutes_a_day,
            level=level or (before.level if before else LEVELS[0]), updated_at=now,
        )
    )  # fmt: skip
