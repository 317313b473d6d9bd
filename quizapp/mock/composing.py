"""Choosing the next question of an interview so that every area is covered in time.

Questions are chosen one at a time, to fit the time that is left. Every area comes once before any
comes twice; then comes the one furthest behind its share. A question of an area not reached yet may
take the area's share of the time left.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from tomllib import TOMLDecodeError

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine import BadQuestion
from engine.exercise.question import TEMPLATE, Head
from quizapp.bank.load import read_question
from quizapp.kinds import is_written
from quizapp.models import Interview, Learner, Question, Revision
from quizapp.plan import plan_of
from quizapp.practice import Served, fresh
from quizapp.practice.serving import last_tried

from .areas import AREAS, area_of, target
from .items import Item

TRIES = 12  # questions of an area to try until one fits
LATE = 0.6  # share of the time after which hard questions come


@dataclass(frozen=True)
class Candidate:
    """A question that may be asked; `text` is its latest revision's."""

    id: int
    skill: str
    kind: str
    level: int
    text: str

    @property
    def area(self) -> str:
        """The area; computed on demand, because a template has to be drawn for it."""
        return area_of(self.kind, _question(self.kind, self.text))


def entries(session: Session) -> list[Candidate]:
    """Every question in use, in a fixed order."""
    newest = select(func.max(Revision.id)).group_by(Revision.question_id)
    rows = session.execute(
        select(Question.id, Question.skill_slug, Question.type, Question.level, Revision.text)
        .join(Revision, Revision.question_id == Question.id)
        .where(Question.retired_at.is_(None), Revision.id.in_(newest))
        .order_by(Question.id)
    )
    return [Candidate(*row) for row in rows]


def next_question(
    session: Session,
    learner: Learner,
    items: Sequence[Item],
    *,
    limit: float,
    spent: float,
    chance: random.Random,
) -> Served | None:
    """The next question that is not a follow-up; None if none fits the time left."""
    asked = {item.question for item in items}
    pool = [entry for entry in entries(session) if entry.id not in asked]
    plan, tried = plan_of(session, learner), met(session, learner)
    order = in_order(pool, items, tried, spent / limit, chance)
    level = wanted_level(items, spent / limit)
    planned = plan.skills if plan else []
    for topics in (planned, []) if planned else ([],):
        for area in by_need(items):
            room = min(longest(limit), room_for(area, items, limit - spent))
            strict = bool(topics) and area not in unreached(items)
            for entry in islice(wanted(order, area, topics, strict), TRIES):
                served = fresh(session, learner, entry.id, chance=chance, level=level)
                if served and target(served) <= room:
                    return served
    return None


def met(session: Session, learner: Learner) -> dict[int, datetime | None]:
    """When each question was last tried, or asked in an interview even if never marked."""
    found = dict(last_tried(session, learner, None))
    rows = select(Interview.items, Interview.created_at).where(Interview.learner_id == learner.id)
    for items, began in session.execute(rows):
        for item in items:
            last = found.get(item["question"])
            found[item["question"]] = max(last, began) if last else began
    return found


def by_need(items: Sequence[Item]) -> list[str]:
    """The areas: those not reached yet, then those furthest behind their share."""
    had: Counter[str] = Counter()
    for item in items:
        had[item.area] += round(item.target)
    missing = unreached(items)

    def rank(area: str) -> tuple[bool, float, float]:
        share = AREAS[area].share
        return area not in missing, had[area] / share, -share

    return sorted(AREAS, key=rank)


def room_for(area: str, items: Sequence[Item], left: float) -> float:
    """Seconds for a question of an area: its share among the areas not reached yet."""
    missing = unreached(items)
    if area not in missing:
        return left
    return left * AREAS[area].share / sum(AREAS[other].share for other in missing)


def longest(limit: float) -> float:
    """The most seconds for one question."""
    return 120 + limit / 10


def unreached(items: Sequence[Item]) -> set[str]:
    """The areas without a question so far, not counting follow-ups."""
    return AREAS.keys() - {item.area for item in items if not item.follow_up}


def wanted_level(items: Sequence[Item], over: float) -> int:
    """The level to ask at: a warm-up first, hard questions towards the end."""
    return 1 if not items else 3 if over > LATE else 2


def in_order(
    pool: Sequence[Candidate],
    items: Sequence[Item],
    tried: dict[int, datetime | None],
    over: float,
    chance: random.Random,
) -> list[Candidate]:
    """Best first: texts alternate with other kinds, then new topics, new questions, level, age."""
    had = Counter(item.skill for item in items if not item.follow_up)
    concepts = [item.kind for item in items if item.area == "concept"]
    writes = not concepts or not is_written(concepts[-1])
    level = wanted_level(items, over)

    def rank(entry: Candidate) -> tuple[bool, int, bool, int, float]:
        seen = tried.get(entry.id)
        return (
            is_written(entry.kind) != writes,
            had[entry.skill],
            seen is not None,
            0 if entry.kind == TEMPLATE else abs(entry.level - level),
            seen.timestamp() if seen else 0.0,
        )

    shuffled = chance.sample(pool, len(pool))  # so that ties are in random order
    return sorted(shuffled, key=rank)


def wanted(
    order: Sequence[Candidate], area: str, topics: Collection[str], strict: bool
) -> Iterator[Candidate]:
    """Questions of the area on these topics; if there are none, on any topic unless `strict`."""
    inside = (entry for entry in order if entry.skill in topics and entry.area == area)
    first = next(inside, None)
    if first:
        return chain([first], inside)
    return iter(()) if strict else (entry for entry in order if entry.area == area)


def _question(kind: str, text: str) -> Head | None:
    try:
        return read_question(text) if kind == TEMPLATE else None
    except (BadQuestion, TOMLDecodeError):  # from an earlier version, and never served
        return None
