"""Today's list: how many questions the day has, how many are done, and what comes next.

The number of questions is planned from what was known in the morning, so it stays while answers
come in; which topics come next follows from the answers. Where these take longer than planned, the
list gets shorter, since the learner chose the minutes a day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from quizapp.models import Learner

from .fsrs6 import days
from .log import PLACEMENT, Answered, first_tries, minutes_each, tempo
from .own_plan import MINUTES_A_DAY
from .standing import Learnt, learnt, requires_of

if TYPE_CHECKING:
    from .past import Record
    from .planner import Bench

HORIZON = 30  # days to plan ahead if there is no date


@dataclass(frozen=True)
class TodaysList:
    """Today's questions; times in minutes, days in the learner's time zone."""

    today: date
    day: date  # to prepare for: the interview's, a month from now, or today
    over: bool  # whether the interview is over, so that nothing is listed
    titles: dict[str, str]  # of the skills of the plan, by slug
    answers: tuple[Answered, ...]  # today's, oldest first, without the placement
    counted: tuple[Answered, ...]  # the answers without repeats, which the plan didn't ask for
    ahead: tuple[str, ...]  # the skill of each question that is left
    put_off: int  # questions that the day had no time left for
    goes_on: str | None  # the skill of the next question, even if the list is done
    morning: Bench  # before today's answers
    bench: Bench  # now
    ended: Bench  # at the end of the list

    @property
    def done(self) -> int:
        """How many questions on the plan's topics were answered today."""
        return sum(line.skill in self.titles for line in self.counted)

    @property
    def total(self) -> int:
        return self.done + len(self.ahead)

    @property
    def is_done(self) -> bool:
        return self.done > 0 and not self.ahead and not self.over

    @property
    def minutes(self) -> float:
        """The minutes that are left."""
        return sum(self.bench.minutes[skill] for skill in self.ahead)

    @property
    def minutes_left(self) -> int:
        """The same as every door says it."""
        return max(1, ceil(self.minutes))

    @property
    def minutes_done(self) -> float:
        return minutes_of(self.answers)


def todays_list(session: Session, learner: Learner, *, now: datetime) -> TodaysList:
    """Today's list of a learner."""
    return list_of(session, learnt(session, learner, now=now), now=now)


def list_of(session: Session, found: Learnt, *, now: datetime) -> TodaysList:
    """Today's list, computed from the log."""
    from . import planner
    from .traits import fit

    plan, today = found.plan, now.astimezone(found.zone).date()
    chosen = plan.skills if plan else []
    titles = {one.slug: one.title for one in found.skills if not chosen or one.slug in chosen}
    wanted = plan.interview_on if plan else None
    over = wanted is not None and wanted < today
    end = wanted if wanted and not over else today + timedelta(days=HORIZON)
    answers = [line for line in found.log if line.day >= today and line.door != PLACEMENT]
    before = [line for line in found.log if line.day < today or line.door == PLACEMENT]
    dawn, noon = (
        datetime.combine(day, hour, tzinfo=found.zone)
        for day, hour in ((today, time()), (end, time(12)))
    )

    each, sizes = minutes_each(session, titles)
    counted = first_tries(answers, sizes)
    repeats = {id(line) for line in answers} - {id(line) for line in counted}
    log = [line for line in found.log if id(line) not in repeats]
    requires = requires_of(found.skills)

    def bench(past: Record, at: float) -> planner.Bench:
        own_tempo, own = tempo(past.paces), fit(past.reviews)
        return planner.Bench(
            known={slug: own.settled(memory) for slug, memory in past.known.items()},
            minutes={slug: own_tempo * usual for slug, usual in each.items()},
            requires=requires,
            now=at,
            day=max(days(noon), at),
            attends=attended(past.days, today),
        )

    budget = 0.0 if over else float(plan.minutes_a_day if plan else MINUTES_A_DAY)
    kept = found.before.then(log, requires) if repeats else found.whole
    current = bench(kept, days(now))
    current.today |= Counter(line.skill for line in counted)
    early = found.before.then(before, requires) if answers else found.whole
    morning = bench(early, days(dawn))
    done = sum(line.skill in titles for line in counted)
    most = max(0, _planned(_morning(morning, budget)) - done)
    last = found.whole.last[0] if found.whole.last else None
    left = budget - minutes_of(counted)
    ahead, ended = planner.today(current, left, most, last)
    return TodaysList(
        today=today,
        day=today if over else end,
        over=over,
        titles=titles,
        answers=tuple(answers),
        counted=tuple(counted),
        ahead=tuple(ahead),
        put_off=most if left <= 0 else 0,
        goes_on=ahead[0] if ahead else planner.go_on(current, last) or next(iter(titles), None),
        morning=morning,
        bench=current,
        ended=ended,
    )


@dataclass(frozen=True)
class _Morning:
    """A morning, equal to that of the same day if nothing has changed what was known then."""

    bench: Bench = field(compare=False)
    budget: float
    says: Hashable


def _morning(bench: Bench, budget: float) -> _Morning:
    needs = tuple((skill, tuple(below)) for skill, below in bench.requires.items())
    says = (bench.now, bench.day, bench.attends, needs, tuple(bench.known.items()),
            tuple(bench.minutes.items()))  # fmt: skip
    return _Morning(bench, budget, says)


@lru_cache(maxsize=64)
def _planned(asked: _Morning) -> int:
    """How many questions the day has, which each of its pages asks for."""
    from . import planner

    return len(planner.today(asked.bench, asked.budget)[0])


def attended(practised: Collection[date], today: date) -> float:
    """The share of the days before today with practice, since the first of them."""
    before = [day for day in practised if day < today]
    return len(before) / (today - min(before)).days if before else 1.0


def minutes_of(answers: Sequence[Answered]) -> float:
    """The total minutes of these answers."""
    return sum(line.seconds for line in answers) / 60


def next_skill(session: Session, learner: Learner, *, now: datetime) -> str | None:
    """The next skill to practise, even if today's list is done.

    It is one of the plan's, or any without a plan; None if the bank has no skills.
    """
    return todays_list(session, learner, now=now).goes_on
