"""What the plan reads from the log: all answers, and how long questions take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.kinds import KINDS
from quizapp.models import Attempt, Learner, Question, Revision, parts_marked, untried

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


def answered(session: Session, learner: Learner) -> list[Answered]:
    """All answers of the learner, oldest first."""
    rows = session.execute(
        select(
            Question.skill_slug, Question.type, Question.level, Attempt.score, Attempt.hints_used,
            Attempt.duration_seconds, Attempt.created_at, Attempt.day, Attempt.door,
            Revision.question_id, parts_marked(), untried(),
        )
        .join(Attempt.revision)
        .join(Revision.question)
        .where(Attempt.learner_id == learner.id)
        .order_by(Attempt.created_at, Attempt.id)
    )  # fmt: skip
    return [
        Answered(
            slug,
            Evidence(
                score, hints, seconds, target_seconds(kind, level, count), level, kind, bool(shown)
            ),
            at,
            day,
            door,
            question,
        )
        for slug, kind, level, score, hints, seconds, at, day, door, question, count, shown in rows
    ]


def tempo(log: Sequence[Answered]) -> float:
    """The learner's time for a question relative to its target; 1 without answers."""
    timed = [line for line in log[-LATEST:] if line.evidence.is_timed]
    return (DOUBT + sum(line.seconds / line.evidence.target for line in timed)) / (
        DOUBT + len(timed)
    )


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
    rows = session.execute(
        select(Question.skill_slug, Question.type, Question.level).where(
            Question.retired_at.is_(None)
        )
    )
    found: dict[str, list[float]] = {}
    for slug, kind, level in rows:
        found.setdefault(slug, []).append(target_seconds(kind, level) / 60)
    sizes = {slug: len(found[slug]) for slug in skills if slug in found}
    return {slug: sum(found[slug]) / size for slug, size in sizes.items()}, sizes
