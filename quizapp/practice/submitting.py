"""Marking what was submitted, and logging it once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine import BadQuestion, Mark, Unreadable, mark
from engine.answers._base import IMPRECISE
from engine.exercise.exercise import Exercise
from engine.marking.responses import read_all
from quizapp.models import Attempt, Fold, Learner
from quizapp.plan.kept_past import ENOUGH, keep
from quizapp.plan.log import PLACEMENT
from quizapp.plan.own_plan import own_day
from quizapp.plan.standing import requires_of, served_skills
from quizapp.statistics.counting import take_in

from .served import Served, drawn_again

_MINE = Attempt.learner_id == bindparam("learner")
_STORED = select(Attempt).where(_MINE, Attempt.token == bindparam("token"))
_LENGTH = select(func.count(Attempt.id)).where(_MINE)
_KEPT = select(Fold.through).where(Fold.learner_id == bindparam("learner")).scalar_subquery()
_SINCE = _LENGTH.where(Attempt.created_at > func.coalesce(_KEPT, datetime.min.replace(tzinfo=UTC)))


@dataclass(frozen=True)
class NotMarked:
    """Nothing was stored; `parts` says what could not be read.

    `blank` names those of them that are only blank, or have gaps.
    """

    parts: dict[str, Unreadable]
    blank: frozenset[str]


def submit(
    session: Session,
    served: Served,
    learner: Learner,
    responses: Mapping[str, str],
    *,
    token: str,
    now: datetime,
    door: str,
    hints_used: int = 0,
    duration_seconds: float | None = None,
    leave_blank: bool = False,
    take_imprecise: bool | None = None,
    is_new: bool = False,
) -> Attempt | NotMarked:
    """Mark and log the responses (part name -> text), or say what cannot be read.

    The same token again gives the attempt that is already stored, which need not be looked for if
    the caller has (`is_new`). Blank parts are only marked with `leave_blank`, and numbers of too
    few digits with `take_imprecise` (unless it says otherwise, with `leave_blank`). An unknown part
    name is a `ValueError`.
    """
    if not is_new and (found := stored(session, learner, token)):
        return found
    exercise = served.exercise
    names = [part.name for part in exercise.parts]
    if unknown := sorted(set(responses) - set(names)):
        raise ValueError(f"No part is named {unknown[0]!r}; the parts are {', '.join(names)}.")
    if leave_blank:
        responses = exercise.as_they_are(responses)
    if refused := unreadable(exercise, responses, leave_blank):
        return refused
    settled = exercise.settled(responses)
    marked = mark(exercise, settled)
    take = leave_blank if take_imprecise is None else take_imprecise
    if not take and (refused := imprecise(marked)):
        return refused
    attempt = Attempt(
        learner_id=learner.id,
        revision_id=served.revision.id,
        seed=served.seed,
        redraw=exercise.redraw,
        fingerprint=exercise.fingerprint,
        params=dict(exercise.params),
        leaves={name: leaf.tolist() for name, leaf in exercise.leaves.items()},
        responses=settled,
        mark=marked.as_dict(),
        score=marked.score,
        token=token,
        door=door,
        hints_used=hints_used,
        duration_seconds=duration_seconds,
        created_at=now,
        day=own_day(session, learner, now),
    )
    try:
        with session.begin_nested():
            session.add(attempt)
        keep_past(session, learner, attempt)
    except IntegrityError:  # another worker has just stored the same page
        if found := stored(session, learner, token):
            return found
        raise
    take_in(session, attempt)
    return attempt


def keep_past(session: Session, learner: Learner, attempt: Attempt) -> None:
    """Now and then, keep what follows from the answers of the days before."""
    if (session.scalar(_SINCE, {"learner": learner.id}) or 0) % ENOUGH == 0:
        requires = requires_of(served_skills(session))
        keep(session, learner, requires, attempt.day)


def stored(session: Session, learner: Learner, token: str) -> Attempt | None:
    """The attempt with this token, if any."""
    return session.scalar(_STORED, {"learner": learner.id, "token": token})


def says(attempt: Attempt, responses: Mapping[str, str]) -> bool:
    """Whether the attempt has these responses, ignoring blanks."""
    if _written(responses) == _written(attempt.responses):
        return True
    try:
        exercise = drawn_again(attempt.revision, attempt.seed, attempt.params).exercise
    except BadQuestion:  # it is drawn in another way now
        return False
    return is_same(exercise, responses, attempt.responses)


def is_same(exercise: Exercise, responses: Mapping[str, str], kept: Mapping[str, str]) -> bool:
    """Whether these responses are the stored ones, ignoring blanks."""
    given = _written(responses)
    ways = given, exercise.as_they_are(given)  # as it may have been submitted with its gaps
    return _written(kept) in [_written(exercise.settled(way)) for way in ways]


def _written(responses: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in responses.items() if text.strip()}


def log_after(session: Session, learner: Learner, last: int, *, limit: int) -> list[Attempt]:
    """The learner's attempts with ids above `last`, oldest first."""
    later = select(Attempt).where(Attempt.learner_id == learner.id, Attempt.id > last)
    return list(session.scalars(later.order_by(Attempt.id).limit(limit)))


def answered_on(session: Session, learner: Learner, now: datetime) -> bool:
    """Whether the learner has answered anything today, apart from the placement."""
    mine = select(Attempt.id).where(
        Attempt.learner_id == learner.id, Attempt.day >= own_day(session, learner, now),
        Attempt.door != PLACEMENT,
    )  # fmt: skip
    return session.scalar(mine.limit(1)) is not None


def log_length(session: Session, learner: Learner) -> int:
    """How many attempts the learner has made."""
    return session.scalar(_LENGTH, {"learner": learner.id}) or 0


def unreadable(
    exercise: Exercise, responses: Mapping[str, str], leave_blank: bool
) -> NotMarked | None:
    """What prevents the responses from being marked, if anything."""
    texts = {part.name: responses.get(part.name, "") for part in exercise.parts}
    blank = frozenset(name for name, text in texts.items() if not text.strip())
    completed = read_all(exercise, exercise.as_they_are(texts))
    troubles = {
        name: response
        for name, response in read_all(exercise, texts).items()
        if isinstance(response, Unreadable) and not (name in blank and leave_blank)
    }
    gaps = {name for name in troubles if not isinstance(completed[name], Unreadable)}
    return NotMarked(troubles, blank & troubles.keys() | gaps) if troubles else None


def imprecise(marked: Mark) -> NotMarked | None:
    """What has too few digits to be marked, if anything has."""
    troubles = {
        name: Unreadable(part.remark)
        for name, part in marked.parts.items()
        if part.verdict == IMPRECISE
    }
    return NotMarked(troubles, frozenset()) if troubles else None
