"""A learner's standing: the memory of every skill, and answers by day and by week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from quizapp.models import Fold, Learner, Plan, Question, Skill, bank_mark, log_beginning, log_mark
from quizapp.storage.banks import banks
from quizapp.storage.kept_results import GrowingResults, KeptResults

from .fsrs6 import days, moment
from .kept_past import keep, past_and_log
from .log import PLACEMENT, Answered, added
from .own_plan import plan_of
from .past import Record, Sums
from .zones import day_in, zone

if TYPE_CHECKING:
    from .forecast import Forecast
    from .memory import Memory
    from .traits import Traits

WEEKS = 12
BANKS, LEARNERS = 8, 64  # whose results a process keeps


class ServedSkill(NamedTuple):
    """A skill as learners meet it."""

    slug: str
    title: str
    requires: list[str]


@dataclass(frozen=True)
class Learnt:
    """What a learner answered, and the memories that follow from it."""

    plan: Plan | None
    zone: tzinfo  # of the learner's days from now on
    skills: tuple[ServedSkill, ...]  # all, in the order of the bank
    before: Record  # before the log
    log: list[Answered]  # today's answers, and those before that are not kept as a past
    whole: Record  # after the log
    traits: Traits

    @property
    def known(self) -> dict[str, Memory]:
        return self.whole.known


_SKILLS = KeptResults[tuple[ServedSkill, ...]](BANKS)
_Folded: TypeAlias = "tuple[Record, list[Answered], Record, Traits]"
_FOLDED = GrowingResults[_Folded](LEARNERS)


@dataclass(frozen=True)
class Done:
    """A day or week of practice: number of answers, minutes, mean credit, time over target."""

    answers: int
    minutes: float
    credit: float | None  # None if only solutions were asked for
    pace: float | None  # None if the log has no times


@dataclass(frozen=True)
class Standing:
    """One skill now; `due` is the day its recall falls to 90%, which may be in the past.

    What was practised today is not due again before tomorrow.
    """

    skill: str
    title: str
    requires: tuple[str, ...]
    answers: int
    ready: Forecast
    due: date | None


def learnt(session: Session, learner: Learner, *, now: datetime) -> Learnt:
    """The learner's past and memories; without a plan, days are in the time zone of `now`."""
    from .traits import fit

    plan, skills = plan_of(session, learner), served_skills(session)
    where = zone(plan.time_zone) if plan else now.tzinfo or UTC
    requires = requires_of(skills)
    today = day_in(now, where)

    def folded(latest: _Folded | None) -> _Folded:
        more = added(session, learner, latest[1]) if latest else None
        if latest is None or more is None or any(line.door == PLACEMENT for line in more):
            before, log = past_and_log(session, learner, requires, today)
            whole = before.then(log, requires)
        else:
            before, log = latest[0], [*latest[1], *more]
            whole = latest[2].then(more, requires)
        return before, log, whole, fit(whole.reviews)

    marks, mark = (log_beginning(session, learner), bank_mark(session)), log_mark(session, learner)
    return Learnt(plan, where, skills, *_FOLDED.of(marks, (learner.id, today), mark, folded))


def served_skills(session: Session) -> tuple[ServedSkill, ...]:
    """The skills that have questions or a bank that is served, in the order of the bank."""
    served = tuple(banks())
    return _SKILLS.of((bank_mark(session),), served, lambda: _served(session, served))


def _served(session: Session, names: tuple[str, ...]) -> tuple[ServedSkill, ...]:
    in_use = select(Question.skill_slug).where(Question.retired_at.is_(None))
    served = or_(Skill.bank.in_(names), Skill.slug.in_(in_use))
    asked = select(Skill.slug, Skill.title, Skill.requires).where(served).order_by(Skill.position)
    return tuple(ServedSkill(*row) for row in session.execute(asked))


def requires_of(skills: Iterable[ServedSkill]) -> dict[str, list[str]]:
    """The prerequisites of each skill."""
    return {skill.slug: skill.requires for skill in skills}


def rebuild(session: Session, *, today: date) -> int:
    """Compute again what is kept of all logs; returns how many learners it is kept for."""
    requires = requires_of(served_skills(session))
    session.execute(delete(Fold))
    for learner in session.scalars(select(Learner)):
        keep(session, learner, requires, today)
    return session.scalar(select(func.count(Fold.learner_id))) or 0


def standings(found: Learnt, *, now: datetime) -> list[Standing]:
    """The standing in every skill, in the order of the bank."""
    from . import forecast

    standing, today = [], day_in(now, found.zone)
    tomorrow = today + timedelta(days=1)
    lines = [line for line in found.log if line.day >= today and line.door != PLACEMENT]
    practised = {line.skill for line in lines}
    each = [found.known.get(skill.slug) for skill in found.skills]
    ready = forecast.forecasts(each, found.traits, days(now))
    for skill, memory, prospect in zip(found.skills, each, ready, strict=True):
        answers = found.whole.counts.get(skill.slug, 0)
        due = None
        if memory:
            card = found.traits.settled(memory).card
            due = day_in(moment(card.seen + card.stability), found.zone)
            due = max(due, tomorrow) if skill.slug in practised else due
        standing.append(
            Standing(skill.slug, skill.title, tuple(skill.requires), answers, prospect, due)
        )
    return standing


def by_day(found: Learnt) -> dict[date, Done]:
    """Practice by day, for days with answers."""
    return {day: _done(sums) for day, sums in found.whole.days.items()}


def by_week(found: Learnt, today: date) -> dict[date, Done]:
    """Practice by week (named by its Monday), for the weeks with answers among the last twelve."""
    first = monday(today) - timedelta(weeks=WEEKS - 1)
    weeks: dict[date, Sums] = defaultdict(Sums)
    for day, sums in found.whole.days.items():
        weeks[monday(day)] += sums
    return {week: _done(weeks[week]) for week in sorted(weeks) if first <= week <= today}


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


def _done(sums: Sums) -> Done:
    return Done(
        sums.answers,
        sums.seconds / 60,
        sums.total / sums.scored if sums.scored else None,
        sums.paces / sums.timed if sums.timed else None,
    )
