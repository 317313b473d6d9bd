"""Which question comes next: an interviewer with a clock, who wants to have seen every area.

Questions are chosen one at a time, for then they fit the time that is left whatever the answers
before took. Every area comes once before one comes twice; after that the one furthest behind its
share. Each area may take its share of what is left, and no more.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from tomllib import TOMLDecodeError

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine import BadQuestion
from engine.question import TEMPLATE
from quizapp.bank.reading import read_question
from quizapp.models import Interview, Learner, Question, Revision
from quizapp.plan import plan_of
from quizapp.practice import Served, fresh
from quizapp.practice.serving import last_tried

from .areas import AREAS, area_of, target
from .items import Item

TRIES = 12  # questions of an area looked at for one that fits
LATE = 0.6  # of the time is over: the hard ones come
WRITTEN = "short_answer"


@dataclass(frozen=True)
class Entry:
    """A question of the bank that may be asked; `text` is that of its latest revision."""

    id: int
    skill: str
    kind: str
    level: int
    area: str
    text: str


def entries(session: Session) -> list[Entry]:
    """Every question in use, in a fixed order."""
    newest = select(func.max(Revision.id)).group_by(Revision.question_id)
    rows = session.execute(
        select(Question.id, Question.skill_slug, Question.type, Question.level, Revision.text)
        .join(Revision, Revision.question_id == Question.id)
        .where(Question.retired_at.is_(None), Revision.id.in_(newest))
        .order_by(Question.id)
    )
    return [
        Entry(number, skill, kind, level, area_of(kind, _template(kind, text)), text)
        for number, skill, kind, level, text in rows
    ]


def next_question(
    session: Session,
    learner: Learner,
    items: Sequence[Item],
    *,
    limit: float,
    spent: float,
    chance: random.Random,
) -> Served | None:
    """The next question of its own; None where no question fits the time that is left."""
    asked = {item.question for item in items}
    pool = [entry for entry in entries(session) if entry.id not in asked]
    tried = met(session, learner)
    for area in by_need(items):
        room = min(longest(limit), room_for(area, items, limit - spent))
        wanted = _planned(session, learner, pool, area)
        for entry in in_order(wanted, items, tried, spent / limit, chance)[:TRIES]:
            level = wanted_level(items, spent / limit)
            served = fresh(session, learner, entry.id, chance=chance, level=level)
            if served and target(served) <= room:
                return served
    return None


def met(session: Session, learner: Learner) -> dict[int, datetime | None]:
    """When each question was last tried, or asked in an interview and perhaps never marked."""
    found = dict(last_tried(session, learner, None))
    rows = select(Interview.items, Interview.created_at).where(Interview.learner_id == learner.id)
    for items, began in session.execute(rows):
        for item in items:
            last = found.get(item["question"])
            found[item["question"]] = max(last, began) if last else began
    return found


def by_need(items: Sequence[Item]) -> list[str]:
    """The areas, the one furthest behind its share first."""
    had: Counter[str] = Counter()
    for item in items:
        had[item.area] += round(item.target)
    return sorted(AREAS, key=lambda area: (had[area] / AREAS[area].share, -AREAS[area].share))


def room_for(area: str, items: Sequence[Item], left: float) -> float:
    """Seconds for a question of that area: its share among those that were not reached yet."""
    missing = unreached(items)
    if area not in missing:
        return left
    return left * AREAS[area].share / sum(AREAS[other].share for other in missing)


def longest(limit: float) -> float:
    """Seconds for any one question: an interview is more than one long calculation."""
    return 120 + limit / 10


def unreached(items: Sequence[Item]) -> set[str]:
    """The areas that had no question of their own yet."""
    return AREAS.keys() - {item.area for item in items if not item.follow_up}


def wanted_level(items: Sequence[Item], over: float) -> int:
    """A warm-up to begin with, hard questions towards the end."""
    return 1 if not items else 3 if over > LATE else 2


def in_order(
    wanted: Sequence[Entry],
    items: Sequence[Item],
    tried: dict[int, datetime | None],
    over: float,
    chance: random.Random,
) -> list[Entry]:
    """Best first: texts and ticks in turn, other topics, what is new, the level, the oldest."""
    had = Counter(item.skill for item in items if not item.follow_up)
    concepts = [item.kind for item in items if item.area == "concept"]
    writes = not concepts or concepts[-1] != WRITTEN
    level = wanted_level(items, over)

    def rank(entry: Entry) -> tuple[bool, int, bool, int, float]:
        seen = tried.get(entry.id)
        return (
            entry.area == "concept" and (entry.kind == WRITTEN) != writes,
            had[entry.skill],
            seen is not None,
            0 if entry.kind == TEMPLATE else abs(entry.level - level),
            seen.timestamp() if seen else 0.0,
        )

    shuffled = chance.sample(wanted, len(wanted))  # random among those that tie
    return sorted(shuffled, key=rank)


def _planned(session: Session, learner: Learner, pool: Sequence[Entry], area: str) -> list[Entry]:
    """Those of the area on the topics of the learner's plan; all where it names none of them."""
    plan = plan_of(session, learner)
    chosen = set(plan.skills) if plan else set()
    every = [entry for entry in pool if entry.area == area]
    return [entry for entry in every if entry.skill in chosen] or every


def _template(kind: str, text: str) -> str | None:
    try:
        return read_question(text).template if kind == TEMPLATE else None
    except (BadQuestion, TOMLDecodeError):  # of an earlier version; it is not served either
        return None
