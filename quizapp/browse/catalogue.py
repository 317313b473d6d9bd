"""Questions in a list, each with what one learner did about it: a single query for all of them."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, and_, case, select
from sqlalchemy.orm import Session

from engine import TEMPLATES
from engine.exercise.question import TEMPLATE
from engine.readings.digits import count
from quizapp.kinds import KINDS
from quizapp.models import Keepsake, Learner, Question, Revision, Skill
from quizapp.plan.kept_past import tries
from quizapp.plan.past import Tries
from quizapp.plan.targets import target_seconds

NUMBER = "number"
IN_THE_HEAD = 2  # digits of an answer that nobody needs a calculator for


@dataclass(frozen=True)
class Entry:
    """A question in a list; `score` is for the latest answer, not counting solutions asked for."""

    id: int
    slug: str
    skill: str
    topic: str  # the skill's title
    title: str
    kind: str
    level: int
    by_hand: bool  # can be answered without a calculator
    attempt_id: int | None
    score: float | None
    seen: datetime | None  # when it was last answered or skipped
    saved: bool
    flagged: bool
    note: str
    kept_at: datetime | None

    @property
    def minutes(self) -> float:
        """How long it should take somebody who is well prepared."""
        return target_seconds(self.kind, self.level) / 60

    @property
    def is_done(self) -> bool:
        return self.score == 1

    @property
    def is_wrong(self) -> bool:
        return self.score is not None and self.score < 1

    @property
    def is_kept(self) -> bool:
        return self.saved or self.flagged or bool(self.note)


def entries(
    session: Session,
    learner: Learner | None,
    *,
    skill: str | None = None,
    slugs: Collection[str] | None = None,
    ids: Collection[int] | None = None,
) -> list[Entry]:
    """The questions in use of this skill, or with these names or ids; easy ones first."""
    own = learner.id if learner else 0  # no learner has the number 0
    done = tries(session, learner)
    text = (
        select(Revision.text)
        .where(Revision.question_id == Question.id)
        .order_by(Revision.number.desc())
        .limit(1)
        .correlate(Question)
        .scalar_subquery()
    )
    query = (
        select(
            Question.id, Question.slug, Question.skill_slug, Skill.title.label("topic"),
            Question.title, Question.type, Question.level,
            case((Question.type.in_((NUMBER, TEMPLATE)), text)).label("text"),
            Keepsake.bookmarked, Keepsake.flagged, Keepsake.note, Keepsake.skipped_at,
            Keepsake.updated_at,
        )
        .join(Skill, Skill.slug == Question.skill_slug)
        .outerjoin(Keepsake, and_(Keepsake.question_id == Question.id, Keepsake.learner_id == own))
        .where(Question.retired_at.is_(None))
        .order_by(Skill.position, Question.level, Question.title)
    )  # fmt: skip
    if skill is not None:
        query = query.where(Question.skill_slug == skill)
    if slugs is not None:
        query = query.where(Question.slug.in_(slugs))
    if ids is not None:
        query = query.where(Question.id.in_(ids))
    return [_entry(row, done.get(row.id)) for row in session.execute(query)]


def _entry(row: Row[Any], done: Tries | None) -> Entry:
    seen = max(filter(None, (done and done.seen, row.skipped_at)), default=None)
    return Entry(
        row.id, row.slug, row.skill_slug, row.topic, row.title, row.type, row.level,
        by_hand(row.type, row.text), done and done.attempt, done and done.score,
        seen, bool(row.bookmarked), bool(row.flagged), row.note or "", row.updated_at,
    )  # fmt: skip


def by_hand(kind: str, text: str | None = None) -> bool:
    """Whether it takes no calculator; for a number and a template, its `text` has to say."""
    if kind in (NUMBER, TEMPLATE) and text:
        return _takes_none(text)
    return kind in KINDS and not KINDS[kind].computes


@lru_cache(maxsize=4096)
def _takes_none(toml: str) -> bool:
    """Whether the answer has only a digit or two, or comes from a template by hand."""
    try:
        said = tomllib.loads(toml)
        if name := said.get("template"):
            return TEMPLATES[name].by_hand
        return count(float(said["answer"]["value"])) <= IN_THE_HEAD
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError):
        return False
