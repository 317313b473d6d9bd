"""Serving the next question, and any question with a seed that is new to the learner."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from engine import ANSWERS
from engine.answers._base import Answer
from engine.answers._shuffled import Shuffled
from engine.exercise.question import TEMPLATE
from quizapp.kinds import KINDS
from quizapp.models import Attempt, Keepsake, Learner, Plan, Question, Revision
from quizapp.plan.kept_past import tries

from .next_question import Choice, Outcome, ranked
from .served import SEEDS, Served, open_served

LATEST = 200  # answers that tell how hard the next question may be
BRIEF = 60.0  # seconds; a question that takes longer isn't a good start
LONG = {TEMPLATE, *(slug for slug, kind in KINDS.items() if kind.seconds > BRIEF)}
NEVER = datetime.min.replace(tzinfo=UTC)


def serve(
    session: Session,
    learner: Learner,
    *,
    skill: str | None,
    chance: random.Random,
    avoid: int | None = None,
    opens: bool = False,
) -> Served | None:
    """The next question of a skill, or of any skill; None if there is nothing to serve.

    The question with the id `avoid` is served only if there is no other. `opens` is whether it is
    the first one of a day.
    """
    ids = in_order(session, learner, skill, chance=chance, opens=opens)
    for question_id in sorted(ids, key=lambda one: one == avoid):
        # skip any that cannot be shown
        if served := fresh(session, learner, question_id, chance=chance):
            return served
    return None


def in_order(
    session: Session,
    learner: Learner,
    skill: str | None,
    *,
    chance: random.Random,
    opens: bool = False,
) -> list[int]:
    """The ids of all questions that may be served, the best one to ask next first."""
    plan = session.get(Plan, learner.id)
    choices = [
        Choice(number, slug, level, seen, kind in LONG)
        for number, slug, level, kind, seen in _askable(session, learner, skill)
    ]
    return ranked(
        choices, _outcomes(session, learner), says=plan.level if plan else 1, opens=opens,
        mixed=skill is None, now=datetime.now(UTC), chance=chance,
    )  # fmt: skip


def fresh(
    session: Session,
    learner: Learner,
    question_id: int,
    *,
    chance: random.Random,
    level: int | None = None,
    and_if: str = "",
) -> Served | None:
    """The question with a seed that is new to this learner; None if it cannot be shown."""
    question = session.get(Question, question_id)
    if question is None:
        return None
    if not varies(question.type):
        return open_served(session, question_id, seed=0)
    mine = select(Attempt.seed).join(Attempt.revision).where(Attempt.learner_id == learner.id)
    had = set(session.scalars(mine.where(Revision.question_id == question_id)))
    seed = chance.randrange(SEEDS)
    while seed in had:
        seed = chance.randrange(SEEDS)
    return open_served(session, question_id, seed, level=level, and_if=and_if)


def seed_for(session: Session, learner: Learner | None, question_id: int) -> int:
    """The seed of a question that is looked at without one.

    Options come in another order after every answer; the numbers of a template stay.
    """
    question = session.get(Question, question_id)
    if question is None or question.type == TEMPLATE or not varies(question.type):
        return 0
    if learner is None:
        return 1
    mine = select(func.count(Attempt.id)).join(Attempt.revision)
    mine = mine.where(Attempt.learner_id == learner.id, Revision.question_id == question_id)
    return 1 + (session.scalar(mine) or 0)


def varies(kind: str) -> bool:
    """Whether a seed makes a difference: it draws the numbers, or the order of the options."""
    return kind == TEMPLATE or issubclass(ANSWERS.get(kind) or Answer, Shuffled)


def last_tried(
    session: Session, learner: Learner, skill: str | None
) -> list[tuple[int, datetime | None]]:
    """(question id, when this learner last tried or skipped it) for all that may be served."""
    return [(number, seen) for number, _, _, _, seen in _askable(session, learner, skill)]


def _askable(
    session: Session, learner: Learner, skill: str | None
) -> list[tuple[int, str, int, str, datetime | None]]:
    """Id, topic, level and type of all that may be served, and when it was tried or skipped."""
    put_off = and_(Keepsake.question_id == Question.id, Keepsake.learner_id == learner.id)
    query = (
        select(
            Question.id, Question.skill_slug, Question.level, Question.type, Keepsake.skipped_at
        )
        .outerjoin(Keepsake, put_off)
        .where(Question.retired_at.is_(None))
        .order_by(Question.id)  # so that the same chance serves the same question
    )  # fmt: skip
    if skill is not None:
        query = query.where(Question.skill_slug == skill)
    seen = {number: one.seen for number, one in tries(session, learner).items()}
    return [
        (number, slug, level, kind, max(filter(None, (seen.get(number), skipped)), default=None))
        for number, slug, level, kind, skipped in session.execute(query)
    ]


def _outcomes(session: Session, learner: Learner) -> list[Outcome]:
    """The learner's latest answers, oldest first."""
    query = (
        select(Question.skill_slug, Question.level, Attempt.score)
        .join(Attempt.revision)
        .join(Revision.question)
        .where(Attempt.learner_id == learner.id)
        .order_by(Attempt.created_at.desc(), Attempt.id.desc())
        .limit(LATEST)
    )
    return [Outcome(*row) for row in session.execute(query)][::-1]
