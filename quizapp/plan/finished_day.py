"""The end of a day: the score, the slips, what got better, and what tomorrow holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import Attempt, Learner, Plan, recognised

from .agenda import Task, tasks
from .log import PLACEMENT
from .own_plan import MINUTES_A_DAY
from .rating import ENOUGH
from .standing import learnt, streak
from .todays_list import TodaysList, list_of

SHOWN = 5  # slips, and topics that got better
BETTER = 0.05  # rise of the recall on the day that is worth telling


@dataclass(frozen=True)
class Slip:
    """A mistake that was recognised today, where it happened first, and how often it did."""

    name: str
    remark: str  # Markdown
    attempt_id: int
    title: str  # of the question
    times: int = 1


@dataclass(frozen=True)
class FinishedDay:
    """A day's practice, looked back on."""

    plan: Plan | None
    list: TodaysList
    answers: int
    score: float  # the mean, in 0..1, of what was tried; 0 where nothing was
    minutes: float
    wrong: int  # answers that were not fully right
    slips: tuple[Slip, ...]
    better: tuple[tuple[str, float, float], ...]  # topic; recall on the day, before and after
    streak: int  # days in a row, with today
    tomorrow: tuple[Task, ...]
    interview_tomorrow: bool


def finished_day(session: Session, learner: Learner, *, now: datetime) -> FinishedDay:
    """Today, looked back on, even if its list is not done yet."""
    from . import planner

    found = learnt(session, learner, now=now)
    listed = list_of(session, found, now=now)
    budget = float(found.plan.minutes_a_day if found.plan else MINUTES_A_DAY)
    is_last = (listed.day - listed.today).days <= 1  # then there is no other day to practise on
    ahead = [] if is_last else planner.today(planner.tomorrow(listed.ended), budget)[0]
    scores = [line.evidence.score for line in listed.answers]
    tried = [line.evidence.score for line in listed.answers if line.tried]
    return FinishedDay(
        plan=found.plan,
        list=listed,
        answers=len(scores),
        score=sum(tried) / len(tried) if tried else 0.0,
        minutes=listed.minutes_done,
        wrong=sum(score < 1 for score in scores),
        slips=tuple(slips(_attempts(session, learner, listed)))[:SHOWN],
        better=_better(listed),
        streak=streak(set(found.whole.days), listed.today),
        tomorrow=tasks(ahead, listed.bench.minutes, listed.titles),
        interview_tomorrow=bool(found.plan and found.plan.interview_on)
        and (listed.day - listed.today).days == 1,
    )


def slips(attempts: Iterable[Attempt]) -> list[Slip]:
    """Each mistake that was recognised, the most frequent first."""
    found: dict[str, Slip] = {}
    for attempt in attempts:
        for name, remark in dict(recognised(attempt.mark)).items():
            first = found.get(name)
            title = attempt.revision.question.title
            found[name] = (
                replace(first, times=first.times + 1)
                if first
                else Slip(name, remark, attempt.id, title)
            )
    return sorted(found.values(), key=lambda slip: -slip.times)


def _attempts(session: Session, learner: Learner, listed: TodaysList) -> Iterable[Attempt]:
    """Today's answers that were not fully right."""
    mine = select(Attempt).where(
        Attempt.learner_id == learner.id, Attempt.day >= listed.today,
        Attempt.door != PLACEMENT, Attempt.score < 1,
    )  # fmt: skip
    return session.scalars(mine.order_by(Attempt.created_at, Attempt.id))


def _better(listed: TodaysList) -> tuple[tuple[str, float, float], ...]:
    day, rises = listed.bench.day, []
    for skill in listed.titles:
        scores = [line.evidence.score for line in listed.answers if line.skill == skill]
        if not scores or scores[-1] < ENOUGH:  # it went wrong in the end, whatever came before
            continue
        old = listed.morning.known.get(skill)
        before = old.recall(day) if old else 0.0
        after = listed.bench.known[skill].recall(day)
        if after - before >= BETTER:
            rises.append((listed.titles[skill], before, after))
    return tuple(sorted(rises, key=lambda rise: rise[1] - rise[2])[:SHOWN])
