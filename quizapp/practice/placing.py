"""A learner's placement, from the log to the next question."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from engine.exercise.question import TEMPLATE
from quizapp.kinds import KINDS
from quizapp.models import Attempt, Learner, Plan, Question, Skill, was_tried
from quizapp.plan.log import PLACEMENT
from quizapp.plan.standing import learnt, standings
from quizapp.plan.targets import target_seconds
from quizapp.presenting.mastery import STATES, Mastery, mastery

from .placement import LENGTH, Placed, Quick, gave_up, next_to_ask
from .served import Served
from .serving import fresh

LONGEST = 45.0  # seconds for an answer, so that ten of them take about five minutes
_LATEST_DOOR = (
    select(Attempt.door)
    .where(Attempt.learner_id == bindparam("learner"))
    .order_by(Attempt.created_at.desc(), Attempt.id.desc())
    .limit(1)
)


@dataclass(frozen=True)
class Placement:
    """How far a placement is, and what it found out so far."""

    attempts: tuple[Attempt, ...]
    skills: tuple[tuple[str, Mastery], ...]  # title, and how well it is known
    over: bool

    @property
    def right(self) -> int:
        return sum(attempt.score == 1 for attempt in self.attempts)

    @property
    def tally(self) -> list[tuple[int, str]]:
        """How many topics there are of each word, without words that have none."""
        found = Counter(state.word for _, state in self.skills)
        return [(found[state.word], state.word) for state in STATES if state.word in found]

    @property
    def stopped_early(self) -> bool:
        """Whether it ended because too many answers in a row were wrong."""
        return (
            self.over
            and len(self.attempts) < LENGTH
            and gave_up([_placed(one) for one in self.attempts])
        )


def placement_of(session: Session, learner: Learner, *, now: datetime) -> Placement:
    """The learner's placement, with each topic as Progress has it."""
    attempts, skills = _attempts(session, learner), _skills(session)
    used = {skill.slug for skill in skills}
    found = standings(learnt(session, learner, now=now), now=now)
    return Placement(
        tuple(attempts),
        tuple((one.title, mastery(one)) for one in found if one.skill in used),
        over=_over(session, learner, attempts, skills),
    )


def _over(
    session: Session, learner: Learner, attempts: Sequence[Attempt], skills: Sequence[Skill]
) -> bool:
    ahead = _candidates(session, learner, attempts, skills, random.Random(0))
    return next(ahead, None) is None


def place_next(session: Session, learner: Learner, *, chance: random.Random) -> Served | None:
    """The next question of the placement; None at its end."""
    attempts, skills = _attempts(session, learner), _skills(session)
    for found in _candidates(session, learner, attempts, skills, chance):
        if served := fresh(session, learner, found.id, chance=chance):
            return served
    return None


def number_of(session: Session, learner: Learner) -> tuple[int, int]:
    """The number of the question that comes next, and how many there are at most."""
    return len(_attempts(session, learner)) + 1, LENGTH


def unfinished(session: Session, learner: Learner) -> tuple[int, int] | None:
    """The same if a placement was begun and left, with nothing practised since."""
    if session.scalar(_LATEST_DOOR, {"learner": learner.id}) != PLACEMENT:
        return None
    attempts = _attempts(session, learner)
    over = _over(session, learner, attempts, _skills(session))
    return None if over else (len(attempts) + 1, LENGTH)


def _candidates(
    session: Session,
    learner: Learner,
    attempts: Sequence[Attempt],
    skills: Sequence[Skill],
    chance: random.Random,
) -> Iterator[Quick]:
    """The next question, and then those to ask instead if it cannot be shown."""
    plan = session.get(Plan, learner.id)
    answers = [_placed(one) for one in attempts]
    requires = {skill.slug: skill.requires for skill in skills}
    questions = _quick(session, plan.skills if plan else [])
    says = plan.level if plan else 1
    while found := next_to_ask(answers, questions, requires, says=says, chance=chance):
        yield found
        questions.remove(found)


def was_answered(session: Session, learner: Learner, question_id: int, *, token: str) -> bool:
    """Whether this placement has an answer to the question already, from another page."""
    return any(
        one.revision.question_id == question_id and one.token != token
        for one in _attempts(session, learner)
    )


def begin_again(session: Session, learner: Learner) -> None:
    """Place the learner again; the answers of earlier placements stay in the log."""
    mine = select(func.max(Attempt.id)).where(Attempt.learner_id == learner.id)
    learner.placed_after = session.scalar(mine) or 0


def _attempts(session: Session, learner: Learner) -> list[Attempt]:
    """The answers of the latest placement."""
    mine = select(Attempt).where(
        Attempt.learner_id == learner.id, Attempt.door == PLACEMENT,
        Attempt.id > learner.placed_after,
    )  # fmt: skip
    return list(session.scalars(mine.order_by(Attempt.created_at, Attempt.id)))


def _placed(attempt: Attempt) -> Placed:
    question = attempt.revision.question
    guess = KINDS[question.type].guess if question.type in KINDS else 0.0
    return Placed(question.skill_slug, attempt.score, was_tried(attempt.mark), guess)


def _skills(session: Session) -> Sequence[Skill]:
    """The topics that have questions."""
    used = select(Question.skill_slug).where(Question.retired_at.is_(None))
    return session.scalars(select(Skill).where(Skill.slug.in_(used)).order_by(Skill.position)).all()


def _quick(session: Session, skills: list[str]) -> list[Quick]:
    """The questions that are answered quickly."""
    kinds = [
        name
        for name, kind in KINDS.items()
        if kind.seconds <= LONGEST and not kind.is_guessable and name != TEMPLATE  # many blanks
    ]
    query = select(Question).where(Question.retired_at.is_(None), Question.type.in_(kinds))
    if skills:
        query = query.where(Question.skill_slug.in_(skills))
    return [
        Quick(one.id, one.skill_slug, one.level, target_seconds(one.type, one.level))
        for one in session.scalars(query.order_by(Question.id))
    ]
