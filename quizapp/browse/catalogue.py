"""Questions in a list, each with what one learner did about it: a single query for all of them."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Subquery, and_, case, func, select
from sqlalchemy.orm import Session

from engine import TEMPLATES
from engine.exercise.question import TEMPLATE
from engine.readings.digits import count
from quizapp.kinds import KINDS
from quizapp.models import Attempt, Keepsake, Learner, Question, Revision, Skill, untried
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
    latest = _latest(own)
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
            latest.c.id.label("attempt_id"), latest.c.score, latest.c.untried, latest.c.seen,
            Keepsake.bookmarked, Keepsake.flagged, Keepsake.note, Keepsake.skipped_at,
            Keepsake.updated_at,
        )
        .join(Skill, Skill.slug == Question.skill_slug)
        .outerjoin(latest, and_(latest.c.question_id == Question.id, latest.c.place == 1))
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
    return [
        Entry(
            row.id, row.slug, row.skill_slug, row.topic, row.title, row.type, row.level,
            by_hand(row.type, row.text), row.attempt_id, None if row.untried else row.score,
            max(filter(None, (row.seen, row.skipped_at)), default=None), bool(row.bookmarked),
            bool(row.flagged), row.note or "", row.updated_at,
        )
        for row in session.execute(query)
    ]  # fmt: skip


def _latest(own: int) -> Subquery:
    """Each question's attempts by one learner, the latest real answer in place 1."""
    gave_up = untried()
    newest = (gave_up, Attempt.created_at.desc(), Attempt.id.desc())
    each = Revision.question_id
    return (
        select(
            Revision.question_id,
            Attempt.id,
            Attempt.score,
            gave_up.label("untried"),
            func.row_number().over(partition_by=each, order_by=newest).label("place"),
            func.max(Attempt.created_at).over(partition_by=each).label("seen"),
        )
        .join(Attempt.revision)
        .where(Attempt.learner_id == own)
        .subquery()
    )


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
