"""What the plan reads from the log: all answers, and how long questions take."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from quizapp.kinds import KINDS
from quizapp.models import (
    Attempt,
    Learner,
    Question,
    Revision,
    bank_mark,
    confirmed_by_hand,
    parts_marked,
    untried,
)
from quizapp.storage.kept_results import KeptResults

from .rating import Evidence
from .targets import target_seconds

LONGEST = 3.0  # times the target; a page that was left open is not practice
LATEST = 100  # answers to estimate the tempo from
DOUBT = 10  # answers at average speed to assume at first
PLACEMENT = "placement"  # the door of answers that find out what is known; of no day's list


class Answered(NamedTuple):
    """One answer in the log."""

    skill: str
    evidence: Evidence
    at: datetime  # UTC
    day: date  # the learner's own
    door: str
    question: int  # its id
    number: int  # the id of the attempt

    @property
    def tried(self) -> bool:
        """Whether anything was answered, and not only the solution shown."""
        return not self.evidence.untried

    @property
    def guess(self) -> float:
        """How often a blind guess at it is right."""
        kind = KINDS.get(self.evidence.kind)
        return kind.guess if kind else 0.0

    @property
    def seconds(self) -> float:
        """The answer's duration, within limits; the target if it is not known."""
        found = self.evidence
        taken = found.target if found.seconds is None else found.seconds
        return min(taken, LONGEST * found.target)

    @property
    def pace(self) -> float | None:
        """The duration relative to the target; None if it says nothing about the learner."""
        return self.seconds / self.evidence.target if self.evidence.is_timed else None


_MINUTES = KeptResults[dict[str, tuple[float, int]]](8)
_ANSWERS = (
    select(
        Question.skill_slug, Question.type, Question.level, Attempt.score, Attempt.hints_used,
        Attempt.duration_seconds, Attempt.created_at, Attempt.day, Attempt.door,
        Revision.question_id, Attempt.id, parts_marked(), untried(), confirmed_by_hand(),
    )
    .join(Attempt.revision)
    .join(Revision.question)
    .where(Attempt.learner_id == bindparam("learner"))
    .order_by(Attempt.created_at, Attempt.id)
)  # fmt: skip
_LATER = _ANSWERS.where(Attempt.created_at > bindparam("after"))
_SINCE = _ANSWERS.where(Attempt.id >= bindparam("number")).order_by(None)


def answered(session: Session, learner: Learner, after: datetime | None = None) -> list[Answered]:
    """All answers of the learner, or those after a moment, oldest first."""
    asked, said = (_LATER, {"after": after}) if after else (_ANSWERS, {})
    return _read(session, asked, {"learner": learner.id, **said})


def added(session: Session, learner: Learner, log: Sequence[Answered]) -> list[Answered] | None:
    """The answers after those of `log`, if it ended so; None if that is not certain.

    Answers are numbered in the order in which they were stored, which may not be that of their
    times: then all are read again.
    """
    if not log or log[-1].number != max(line.number for line in log):
        return None
    found = _read(session, _SINCE, {"learner": learner.id, "number": log[-1].number})
    found.sort(key=lambda line: (line.at, line.number))
    return found[1:] if found[:1] == [log[-1]] else None


def _read(session: Session, asked: Any, said: dict[str, Any]) -> list[Answered]:
    return [
        Answered(
            slug,
            Evidence(
                score,
                hints,
                seconds,
                target_seconds(kind, level, count),
                level,
                kind,
                bool(shown),
                by_hand or 0.0,
            ),
            at,
            day,
            door,
            question,
            number,
        )
        for (
            slug, kind, level, score, hints, seconds, at, day, door, question, number, count, shown,
            by_hand,
        ) in session.execute(asked, said)
    ]  # fmt: skip


def tempo(paces: Iterable[float | None]) -> float:
    """The learner's time for a question relative to its target; 1 without answers."""
    timed = [pace for pace in paces if pace is not None]
    return (DOUBT + sum(timed)) / (DOUBT + len(timed))


def first_tries(lines: Sequence[Answered], sizes: Mapping[str, int]) -> list[Answered]:
    """A day's answers without repeats of one question, while its topic has others.

    `sizes` says how many questions each topic has.
    """
    had: dict[str, set[int]] = {}
    found = []
    for line in lines:
        mine = had.setdefault(line.skill, set())
        if line.question not in mine or len(mine) >= sizes.get(line.skill, 0):
            found.append(line)
        mine.add(line.question)
    return found


def minutes_each(
    session: Session, skills: Mapping[str, object]
) -> tuple[dict[str, float], dict[str, int]]:
    """The usual minutes for a question of each skill that has any, and how many it has."""
    every = _MINUTES.of((bank_mark(session),), None, lambda: _minutes(session))
    mine = [(slug, *every[slug]) for slug in skills if slug in every]
    return {slug: each for slug, each, _ in mine}, {slug: count for slug, _, count in mine}


def _minutes(session: Session) -> dict[str, tuple[float, int]]:
    """The same of all skills together."""
    alike = (Question.skill_slug, Question.type, Question.level)
    asked = select(*alike, func.count()).where(Question.retired_at.is_(None)).group_by(*alike)
    minutes, counts = defaultdict[str, float](float), Counter[str]()
    for slug, kind, level, count in session.execute(asked.order_by(*alike)):
        minutes[slug] += count * target_seconds(kind, level) / 60
        counts[slug] += count
    return {slug: (minutes[slug] / size, size) for slug, size in counts.items()}
