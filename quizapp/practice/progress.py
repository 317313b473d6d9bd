"""A learner's progress, computed from the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from quizapp.models import Attempt, Learner, Question, Revision, untried
from quizapp.plan.own_plan import own_day
from quizapp.plan.standing import streak

from .topics import Topic, skills

MISTAKES_SHOWN = 10


@dataclass(frozen=True)
class SkillProgress:
    """Progress in one skill."""

    slug: str
    title: str
    questions: int
    tried: int
    attempts: int
    accuracy: float | None  # mean score in 0..1; None without an answer
    last: datetime | None


@dataclass(frozen=True)
class Mistake:
    """A question whose latest answer was not fully correct."""

    attempt_id: int
    question_id: int
    title: str
    skill: str
    score: float
    verdicts: tuple[tuple[str, str, str], ...]  # (part, verdict, remark) where credit was lost
    created_at: datetime


@dataclass(frozen=True)
class Progress:
    """Progress in all skills; `streak` counts days in a row, up to today or yesterday."""

    skills: tuple[SkillProgress, ...]
    attempts: int
    accuracy: float | None
    streak: int
    mistakes: tuple[Mistake, ...]

    def as_dict(self) -> dict[str, Any]:
        """The progress for JSON, with times in ISO 8601."""
        document = asdict(self)
        for entry in (*document["skills"], *document["mistakes"]):
            for key in ("last", "created_at"):
                if entry.get(key):
                    entry[key] = entry[key].isoformat()
        return document


def progress(session: Session, learner: Learner, *, now: datetime) -> Progress:
    """The learner's progress; without a plan, today is in the time zone of `now`."""
    query = (
        select(
            Attempt.id,
            Attempt.score,
            Attempt.created_at,
            Attempt.day,
            Question.id.label("question_id"),
            Question.skill_slug,
            Question.retired_at,
            untried().label("untried"),
        )
        .join(Attempt.revision)
        .join(Revision.question)
        .where(Attempt.learner_id == learner.id)
        .order_by(Attempt.created_at, Attempt.id)
    )
    log = session.execute(query).all()
    by_skill: dict[str, list[Row]] = defaultdict(list)
    for row in log:
        by_skill[row.skill_slug].append(row)
    return Progress(
        skills=tuple(_of_skill(topic, by_skill[topic.slug]) for topic in skills(session)),
        attempts=len(log),
        accuracy=_mean(log),
        streak=streak({row.day for row in log}, own_day(session, learner, now)),
        mistakes=_mistakes(session, log),
    )


def _of_skill(topic: Topic, rows: list[Row]) -> SkillProgress:
    return SkillProgress(
        slug=topic.slug,
        title=topic.title,
        questions=topic.questions,
        tried=len({row.question_id for row in rows if not row.retired_at}),
        attempts=len(rows),
        accuracy=_mean(rows),
        last=rows[-1].created_at if rows else None,
    )


def _mean(rows: Iterable[Row]) -> float | None:
    scores = [row.score for row in rows if not row.untried]
    return sum(scores) / len(scores) if scores else None


def _mistakes(session: Session, log: Iterable[Row]) -> tuple[Mistake, ...]:
    latest = {row.question_id: row for row in log if not (row.retired_at or row.untried)}
    wrong = sorted(row.id for row in latest.values() if row.score < 1)
    rows = (
        select(Attempt, Question)
        .join(Attempt.revision)
        .join(Revision.question)
        .where(Attempt.id.in_(wrong[-MISTAKES_SHOWN:]))
        .order_by(Attempt.created_at.desc(), Attempt.id.desc())
    )
    return tuple(_mistake(attempt, question) for attempt, question in session.execute(rows))


def _mistake(attempt: Attempt, question: Question) -> Mistake:
    lost = [(name, part) for name, part in attempt.mark["parts"].items() if part["credit"] < 1]
    return Mistake(
        attempt_id=attempt.id,
        question_id=question.id,
        title=question.title,
        skill=question.skill_slug,
        score=attempt.score,
        verdicts=tuple((name, part["verdict"], part["remark"]) for name, part in lost),
        created_at=attempt.created_at,
    )
