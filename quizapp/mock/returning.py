"""Going back to earlier questions of an interview, which its answers may change until the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from quizapp.models import Interview, Learner
from quizapp.practice import NotMarked, Served

from . import clock
from .clock import State
from .interviewing import hold, open_interview, served_of
from .items import ANSWERED, items_of, store
from .judging import refused


def earlier(session: Session, interview: Interview, index: int) -> Served | None:
    """A question that was left already; None if there is none or it has changed since."""
    items = items_of(interview)
    return served_of(session, items[index]) if 0 <= index < interview.position else None


def revise(
    session: Session,
    interview: Interview,
    index: int,
    responses: Mapping[str, str],
    *,
    opened: float,
    now: datetime,
    sure: bool = True,
) -> NotMarked | None:
    """Replace the answer to an earlier question, or say what cannot be read.

    What was asked because of the old answer stays. The time since the clock stood at `opened`
    counts for the earlier question, not for the one that is open.
    """
    if not hold(session, interview) or clock.state(interview, now) is not State.RUNNING:
        return None
    served = earlier(session, interview, index)
    if served is None:
        return None
    if found := refused(served.exercise, responses, sure=sure):
        return found
    clock.fold(interview, now)
    items = items_of(interview)
    began = items[-2].ended or 0.0  # the open question can have lost no time from before it
    spent = max(0.0, interview.spent_seconds - max(opened, began))
    items[index] = replace(
        items[index], state=ANSWERED, responses=served.exercise.settled(responses),
        again=round(items[index].again + spent, 1),
    )  # fmt: skip
    items[-1] = replace(items[-1], away=round(items[-1].away + spent, 1))
    store(interview, items)
    return None


def withheld(session: Session, learner: Learner | None) -> frozenset[int]:
    """The questions of an interview that is not over: nothing else may give their answers away."""
    under_way = open_interview(session, learner) if learner else None
    return frozenset(item.question for item in items_of(under_way)) if under_way else frozenset()
