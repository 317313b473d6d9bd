"""Questions in a list, each with what one learner did about it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, case, select
from sqlalchemy.orm import Session

from engine import TEMPLATES
from engine.exercise.question import TEMPLATE
from engine.readings.digits import count
from quizapp.kinds import KINDS
from quizapp.models import Keepsake, Learner, Question, Revision, Skill, bank_mark
from quizapp.plan.kept_past import tries
from quizapp.plan.past import Tries
from quizapp.plan.targets import target_seconds
from quizapp.storage.kept_results import KeptResults

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


class _Listed(NamedTuple):
    """What everybody's lists say of a question."""

    id: int
    slug: str
    skill: str
    topic: str
    title: str
    kind: str
    level: int
    by_hand: bool


Saved = Any  # a row with what a learner keeps about a question
Which = Callable[[Tries | None, Saved], bool]
_CATALOGUE = KeptResults[tuple[_Listed, ...]](8)
_KEPT = select(
    Keepsake.question_id, Keepsake.bookmarked, Keepsake.flagged, Keepsake.note,
    Keepsake.skipped_at, Keepsake.updated_at,
).where(Keepsake.learner_id == bindparam("learner"))  # fmt: skip


def entries(
    session: Session,
    learner: Learner | None,
    *,
    skill: str | None = None,
    slugs: Collection[str] | None = None,
    ids: Collection[int] | None = None,
    which: Which | None = None,
) -> list[Entry]:
    """The questions in use of this skill, or with these names or ids; easy ones first.

    `which` chooses by what the learner did about a question, and what is kept about it.
    """
    done, kept = tries(session, learner), _keepsakes(session, learner)
    every = _CATALOGUE.of((bank_mark(session),), None, lambda: _read(session))
    return [
        _entry(one, done.get(one.id), kept.get(one.id)) for one in every
        if (skill is None or one.skill == skill) and (slugs is None or one.slug in slugs)
        and (ids is None or one.id in ids)
        and (which is None or which(done.get(one.id), kept.get(one.id)))
    ]  # fmt: skip


def is_wrong(done: Tries | None, kept: Saved) -> bool:
    """Of a question: whether its latest answer was not fully correct."""
    return bool(done and done.score is not None and done.score < 1)


def is_kept(done: Tries | None, kept: Saved) -> bool:
    """Of a question: whether it was saved, flagged or noted, or only put off."""
    return kept is not None


def _keepsakes(session: Session, learner: Learner | None) -> dict[int, Saved]:
    if learner is None:
        return {}
    return {row.question_id: row for row in session.execute(_KEPT, {"learner": learner.id})}


def _read(session: Session) -> tuple[_Listed, ...]:
    """The questions in use, easy ones of each topic first."""
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
            Question.id, Question.slug, Question.skill_slug, Skill.title, Question.title,
            Question.type, Question.level,
            case((Question.type.in_((NUMBER, TEMPLATE)), text)).label("text"),
        )
        .join(Skill, Skill.slug == Question.skill_slug)
        .where(Question.retired_at.is_(None))
        .order_by(Skill.position, Question.level, Question.title)
    )  # fmt: skip
    return tuple(
        _Listed(number, slug, skill, topic, title, kind, level, by_hand(kind, toml))
        for number, slug, skill, topic, title, kind, level, toml in session.execute(query)
    )


def _entry(one: _Listed, done: Tries | None, kept: Saved) -> Entry:
    seen = max(filter(None, (done and done.seen, kept and kept.skipped_at)), default=None)
    return Entry(
        *one, done and done.attempt, done and done.score, seen,
        bool(kept and kept.bookmarked), bool(kept and kept.flagged), (kept and kept.note) or "",
        kept and kept.updated_at,
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
