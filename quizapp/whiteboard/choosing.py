"""Choosing what to derive on a whiteboard."""

from __future__ import annotations

import random
from collections import Counter
from functools import lru_cache
from tomllib import TOMLDecodeError

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine import BadQuestion
from engine.exercise.exercise import Exercise, Part
from engine.exercise.once import once
from engine.whiteboard import Vocabulary
from quizapp.bank.load import read_question
from quizapp.models import Learner, Question, Revision, Whiteboard
from quizapp.practice import Served, open_served
from quizapp.practice.served import SEEDS

LONGEST_WAY = 40  # most intermediate values on the way to a target


def targets(exercise: Exercise) -> tuple[Part, ...]:
    """The parts worth deriving: gradients, and updates computed from them."""
    if exercise.graph is None:
        return ()
    return tuple(part for part in exercise.parts if part.name.startswith(("grad.", "updated.")))


def target_of(exercise: Exercise, wanted: str = "") -> str | None:
    """The part to derive: the one wanted, or else one with the longest chain; None if none fits."""
    names = [part.name for part in targets(exercise)]
    return wanted if wanted in names else _longest(exercise)


@once
def _longest(exercise: Exercise) -> str | None:
    found = [part.name for part in targets(exercise) if part.name.startswith("grad.")]
    if not found:
        return None
    page = Vocabulary(exercise).page
    ways = {name: (len(page.path(name)), len(page.line(name).uses)) for name in found}
    longest = max(ways.values())
    chains = [name for name in found if ways[name] == longest]
    return chains[exercise.seed % len(chains)] if longest[0] <= LONGEST_WAY else None


def suitable(session: Session) -> dict[str, list[int]]:
    """The ids of the questions with something to derive, by skill."""
    newest = select(func.max(Revision.id)).group_by(Revision.question_id)
    rows = session.execute(
        select(Question.id, Question.skill_slug, Revision.text)
        .join(Revision, Revision.question_id == Question.id)
        .where(Revision.id.in_(newest), Question.type == "template")
        .where(Question.retired_at.is_(None))
        .order_by(Question.id)
    )
    found: dict[str, list[int]] = {}
    for number, skill, text in rows:
        if _derivable(text):
            found.setdefault(skill, []).append(number)
    return found


def choose(
    session: Session, learner: Learner, *, skill: str | None, level: int | None,
    chance: random.Random,
) -> Served | None:  # fmt: skip
    """A suitable question with new numbers, preferably one that the learner derived less often."""
    begun = Counter(session.scalars(
        select(Revision.question_id).join(Whiteboard, Whiteboard.revision_id == Revision.id)
        .where(Whiteboard.learner_id == learner.id)
    ))  # fmt: skip
    by_skill = suitable(session)
    ids = by_skill.get(skill, []) if skill else [each for ids in by_skill.values() for each in ids]
    chance.shuffle(ids)
    for number in sorted(ids, key=lambda each: begun[each]):
        served = open_served(session, number, chance.randrange(SEEDS), level=level)
        if served and target_of(served.exercise):
            return served
    return None


@lru_cache(maxsize=1024)
def _derivable(text: str) -> bool:
    """Whether a revision asks for a gradient that can be derived."""
    try:
        return target_of(read_question(text).exercise(0)) is not None
    except (BadQuestion, TOMLDecodeError):
        return False
