"""A learner's progress, computed from the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import Attempt, Learner, Question, Revision, bank_mark
from quizapp.plan.kept_past import past_and_log
from quizapp.plan.own_plan import own_day
from quizapp.plan.past import Tries, tried
from quizapp.plan.standing import Learnt, requires_of, served_skills, streak
from quizapp.storage.kept_results import KeptResults

from .topics import Topic, skills

MISTAKES_SHOWN = 10
_QUESTIONS = KeptResults[dict[int, tuple[str, bool]]](8)


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


def progress(
    session: Session, learner: Learner, *, now: datetime, found: Learnt | None = None
) -> Progress:
    """The learner's progress; without a plan, today is in the time zone of `now`.

    `found` saves reading the log again where a page has read it.
    """
    today = own_day(session, learner, now)
    if found:
        done, days = found.whole.tries, set(found.whole.days)
    else:
        past, log = past_and_log(session, learner, requires_of(served_skills(session)), today)
        done, days = tried(past.tries, log), {*past.days, *(line.day for line in log)}
    by_skill, in_use = _by_skill(session, done)
    return Progress(
        skills=tuple(
            _of_skill(topic, by_skill[topic.slug], len(in_use[topic.slug]))
            for topic in skills(session)
        ),
        attempts=sum(one.answers for one in done.values()),
        accuracy=_mean(done.values()),
        streak=streak(days, today),
        mistakes=_mistakes(session, learner, [one for those in in_use.values() for one in those]),
    )


def tried_of(session: Session, topics: Iterable[Topic], found: Learnt) -> dict[str, SkillProgress]:
    """The same of these topics alone, by their slugs, where a page has read the log."""
    by_skill, in_use = _by_skill(session, found.whole.tries)
    return {topic.slug: _of_skill(topic, by_skill[topic.slug], len(in_use[topic.slug]))
            for topic in topics}  # fmt: skip


def _by_skill(
    session: Session, done: Mapping[int, Tries]
) -> tuple[dict[str, list[Tries]], dict[str, list[Tries]]]:
    """What was done about each topic's questions, and about those of them that are in use."""
    every = _QUESTIONS.of((bank_mark(session),), None, lambda: _questions(session))
    by_skill: dict[str, list[Tries]] = defaultdict(list)
    in_use: dict[str, list[Tries]] = defaultdict(list)
    for number, one in sorted(done.items()):
        skill, is_used = every[number]
        by_skill[skill].append(one)
        if is_used:
            in_use[skill].append(one)
    return by_skill, in_use


def _questions(session: Session) -> dict[int, tuple[str, bool]]:
    """The topic of each question, and whether it is in use."""
    every = session.execute(select(Question.id, Question.skill_slug, Question.retired_at))
    return {number: (skill, retired_at is None) for number, skill, retired_at in every}


def _of_skill(topic: Topic, done: Sequence[Tries], tried: int) -> SkillProgress:
    return SkillProgress(
        slug=topic.slug,
        title=topic.title,
        questions=topic.questions,
        tried=tried,
        attempts=sum(one.answers for one in done),
        accuracy=_mean(done),
        last=max((one.seen for one in done), default=None),
    )


def _mean(done: Collection[Tries]) -> float | None:
    scored = sum(one.scored for one in done)
    return sum(one.total for one in done) / scored if scored else None


def _mistakes(session: Session, learner: Learner, done: Iterable[Tries]) -> tuple[Mistake, ...]:
    wrong = sorted(one.attempt for one in done if one.score is not None and one.score < 1)
    rows = (
        select(Attempt, Question)
        .join(Attempt.revision)
        .join(Revision.question)
        .where(Attempt.learner_id == learner.id, Attempt.id.in_(wrong[-MISTAKES_SHOWN:]))
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
