"""A learner's standing: the memory of every skill, and answers by day and by week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from statistics import fmean
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from quizapp.models import Learner, Plan, Question, Skill
from quizapp.storage.banks import banks

from . import luck
from .fsrs6 import days, moment
from .log import PLACEMENT, Answered, answered
from .own_plan import plan_of
from .rating import grade
from .zones import day_in, zone

if TYPE_CHECKING:
    from .forecast import Forecast
    from .memory import Memory
    from .traits import Traits

WEEKS = 12


@dataclass(frozen=True)
class Learnt:
    """A learner's log, and the memories that follow from it."""

    plan: Plan | None
    zone: tzinfo  # of the learner's days from now on
    skills: tuple[Skill, ...]  # all, in the order of the bank
    log: list[Answered]
    known: dict[str, Memory]
    traits: Traits


@dataclass(frozen=True)
class Done:
    """A day or week of practice: number of answers, minutes, mean credit, time over target."""

    answers: int
    minutes: float
    credit: float | None  # None if only solutions were asked for
    pace: float | None  # None if the log has no times


@dataclass(frozen=True)
class Standing:
    """One skill now; `due` is the day its recall falls to 90%, which may be in the past."""

    skill: str
    title: str
    requires: tuple[str, ...]
    answers: int
    ready: Forecast
    due: date | None


def learnt(session: Session, learner: Learner, *, now: datetime) -> Learnt:
    """The learner's whole log and memories; without a plan, days are in the time zone of `now`."""
    plan = plan_of(session, learner)
    in_use = select(Question.skill_slug).where(Question.retired_at.is_(None))
    served = or_(Skill.bank.in_(banks()), Skill.slug.in_(in_use))
    skills = tuple(session.scalars(select(Skill).where(served).order_by(Skill.position)))
    where = zone(plan.time_zone) if plan else now.tzinfo or UTC
    log = answered(session, learner)
    return Learnt(plan, where, skills, log, *remembered(log, skills))


def remembered(
    log: Iterable[Answered], skills: Iterable[Skill]
) -> tuple[dict[str, Memory], Traits]:
    """The memories after these answers, and the learner's traits according to them."""
    from . import traits
    from .memory import fold

    requires = {skill.slug: skill.requires for skill in skills}
    lines = list(log)
    placed = [line for line in lines if line.door == PLACEMENT and line.tried]
    share = luck.knowledge((line.evidence.score == 1, line.guess) for line in placed)
    known, reviews = fold(
        ((line.skill, grade(line.evidence), line.at) for line in lines),
        requires,
        (luck.known(share, line.guess) if line.door == PLACEMENT else 1.0 for line in lines),
    )
    return known, traits.fit(reviews)


def standings(found: Learnt, *, now: datetime) -> list[Standing]:
    """The standing in every skill, in the order of the bank."""
    from . import forecast

    counts: dict[str, int] = defaultdict(int)
    for line in found.log:
        counts[line.skill] += 1
    standing = []
    for skill in found.skills:
        memory = found.known.get(skill.slug)
        due = None
        if memory:
            card = found.traits.settled(memory).card
            due = day_in(moment(card.seen + card.stability), found.zone)
        ready = forecast.forecast(memory, found.traits, days(now))
        standing.append(
            Standing(skill.slug, skill.title, tuple(skill.requires), counts[skill.slug], ready, due)
        )
    return standing


def by_day(found: Learnt) -> dict[date, Done]:
    """Practice by day, for days with answers."""
    lines: dict[date, list[Answered]] = defaultdict(list)
    for line in found.log:
        lines[line.day].append(line)
    return {day: _done(those) for day, those in lines.items()}


def by_week(found: Learnt, today: date) -> dict[date, Done]:
    """Practice by week (named by its Monday), for the weeks with answers among the last twelve."""
    first = monday(today) - timedelta(weeks=WEEKS - 1)
    lines: dict[date, list[Answered]] = defaultdict(list)
    for line in found.log:
        lines[monday(line.day)].append(line)
    return {week: _done(lines[week]) for week in sorted(lines) if first <= week <= today}


def streak(days: set[date], today: date) -> int:
    """The number of days in a row up to today, or up to yesterday if today is not among them."""
    today = max([today, *days])  # a day that was begun farther east is not over yet
    day = today if today in days else today - timedelta(days=1)
    length = 0
    while day in days:
        length += 1
        day -= timedelta(days=1)
    return length


def monday(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def _done(lines: Iterable[Answered]) -> Done:
    those = list(lines)
    timed = [line for line in those if line.evidence.is_timed]
    scores = [line.evidence.score for line in those if not line.evidence.untried]
    return Done(
        len(those),
        sum(line.seconds for line in those) / 60,
        fmean(scores) if scores else None,
        fmean(line.seconds / line.evidence.target for line in timed) if timed else None,
    )
