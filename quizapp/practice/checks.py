"""Spaced questions to check yourself with while reading a study page.

With each correct answer in a row a question rests longer; after a wrong one, only for minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from quizapp.kinds import KINDS
from quizapp.models import Attempt, Learner, Question, Revision, bank_mark, log_mark
from quizapp.storage.kept_results import KeptResults

from .served import Served, open_latest
from .serving import NEVER, varies

AFTER_WRONG = timedelta(minutes=10)
AFTER_RIGHT = tuple(map(timedelta, (1, 3, 8, 21, 60)))  # days, by correct answers in a row

Answered = list[tuple[datetime, float]]  # times and scores, in order of time

_QUESTIONS = (
    select(Question.id, Question.slug, Question.type)
    .where(Question.skill_slug == bindparam("skill"), Question.retired_at.is_(None))
    .order_by(Question.id)
)
_OF_SKILL = (
    select(Revision.id).join(Revision.question).where(Question.skill_slug == bindparam("skill"))
)
_ANSWERED = (
    select(Revision.question_id, Attempt.created_at, Attempt.score, Attempt.id)
    .join(Attempt.revision)
    .where(Attempt.learner_id == bindparam("learner"), Attempt.revision_id.in_(_OF_SKILL))
)  # in no order: databases would go through the whole log for it
_KEPT = KeptResults[dict[int, Answered]](64)


@dataclass(frozen=True)
class Checks:
    """A question, or None, for each place on a page; and when the next resting one is due."""

    places: tuple[Served | None, ...]
    next_due: datetime | None


def is_quick(kind: str) -> bool:
    """Whether a question of this type is short enough for the middle of a text."""
    return kind in KINDS and KINDS[kind].is_quick


def due(answered: Answered) -> datetime:
    """When to ask a question again; at once if it was never answered."""
    if not answered:
        return NEVER
    row = 0
    for _, score in answered:
        row = row + 1 if score == 1 else 0
    return answered[-1][0] + (AFTER_RIGHT[min(row, len(AFTER_RIGHT)) - 1] if row else AFTER_WRONG)


def checks(
    session: Session,
    learner: Learner | None,
    skill: str,
    slugs: Sequence[str],
    now: datetime,
    taken: Mapping[int, int] | None = None,
) -> Checks:
    """For each place, the question named there if it is due, or else another due one of the skill.

    `taken` maps the places that show a question already to its id; they get none.

    Its options come in a new order after every answer, and in the same one until then. Wrong
    questions come first, then new ones, then those overdue longest.
    """
    rows = session.execute(_QUESTIONS, {"skill": skill}).all()
    answered = _answered(session, learner, skill) if learner else {}
    dates = {row.id: due(answered.get(row.id, [])) for row in rows if is_quick(row.type)}
    failed = {number for number, log in answered.items() if log[-1][1] < 1}
    ready = [number for number, date in dates.items() if date <= now]
    named = {row.slug.partition("/")[2]: row.id for row in rows if row.id in ready}
    waiting = sorted(ready, key=lambda number: (number not in failed, dates[number]))
    taken = taken or {}
    placed = {named.get(slug) for slug in slugs} | set(taken.values())
    waiting = [number for number in waiting if number not in placed]
    seeds = {row.id: len(answered.get(row.id, [])) + 1 if varies(row.type) else 0 for row in rows}
    places = [
        None if place in taken else named.get(slug) or (waiting.pop(0) if waiting else None)
        for place, slug in enumerate(slugs)
    ]
    resting = [date for date in dates.values() if date > now]
    opened = open_latest(session, {number: seeds[number] for number in places if number})
    return Checks(tuple(opened.get(number or 0) for number in places), min(resting, default=None))


def _answered(session: Session, learner: Learner, skill: str) -> dict[int, Answered]:
    """This learner's answers to each question of the skill."""
    marks = (log_mark(session, learner), bank_mark(session))
    return _KEPT.of(marks, (learner.id, skill), lambda: _read(session, learner, skill))


def _read(session: Session, learner: Learner, skill: str) -> dict[int, Answered]:
    found: dict[int, Answered] = defaultdict(list)
    rows = session.execute(_ANSWERED, {"learner": learner.id, "skill": skill})
    for number, at, score, _ in sorted(rows, key=lambda row: (row.created_at, row.id)):
        found[number].append((at, score))
    return dict(found)
