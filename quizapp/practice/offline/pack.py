"""Texts of questions for programs to download, with proofs that they are drawn alike there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from tomllib import TOMLDecodeError

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from engine import BadQuestion
from quizapp.bank.load import read_question
from quizapp.models import Learner, Plan, Revision

from ..serving import NEVER, last_tried


@dataclass(frozen=True)
class Packed:
    """A revision, whether it is in use, and the fingerprint of its variant with seed 0."""

    revision: Revision
    in_use: bool
    proof: str


def pack(session: Session, learner: Learner, *, count: int | None = None) -> list[Packed]:
    """Questions in use: the plan's skills first, and among them the ones unseen the longest."""
    plan = session.get(Plan, learner.id)
    chosen = set(plan.skills) if plan else set()
    due = {number: at or NEVER for number, at in last_tried(session, learner, None)}
    rows = [row for row in _latest(session) if not row.question.retired_at]
    rows.sort(key=lambda row: (row.question.skill_slug not in chosen, due[row.question_id]))
    found = ((row, proof(row.text)) for row in rows)
    return [Packed(row, True, shown) for row, shown in found if shown][:count]


def packed(session: Session, revisions: Collection[int]) -> list[Packed]:
    """These revisions, whether in use or not."""
    latest = {row.id for row in _latest(session) if not row.question.retired_at}
    wanted = select(Revision).where(Revision.id.in_(revisions)).order_by(Revision.id)
    rows = session.scalars(wanted.options(joinedload(Revision.question)))
    return [Packed(row, row.id in latest, proof(row.text)) for row in rows]


@lru_cache(maxsize=4096)
def proof(text: str) -> str:
    """The fingerprint of the variant with seed 0; "" if it cannot be shown."""
    try:
        return read_question(text).exercise(0).fingerprint
    except (BadQuestion, TOMLDecodeError):
        return ""


def _latest(session: Session) -> list[Revision]:
    """The latest revision of every question, in the order of the questions."""
    newest = (
        select(Revision.question_id, func.max(Revision.number).label("number"))
        .group_by(Revision.question_id)
        .subquery()
    )
    same = (newest.c.question_id == Revision.question_id) & (newest.c.number == Revision.number)
    rows = select(Revision).join(newest, same).options(joinedload(Revision.question))
    return list(session.scalars(rows.order_by(Revision.question_id)))
