"""What belongs to one learner, table by table: to move, to hand over, to delete."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from quizapp.models import (
    Attempt,
    Complaint,
    Correction,
    Draft,
    Interview,
    Keepsake,
    Learner,
    Plan,
    Question,
    Revision,
    SignIn,
    Token,
    Whiteboard,
)

# A learner has any number of these …
LISTS: tuple[type[Any], ...] = (Attempt, Complaint, Interview, Token, Whiteboard)
# … and of these one for each of the other columns of the key.
KEYED: tuple[type[Any], ...] = (Draft, Keepsake, Plan)
# Ways in: they end with their learner, and never lead to another.
WAYS_IN: tuple[type[Any], ...] = (SignIn,)
# These hang on an attempt of the learner's: they go where it goes, and the database deletes them
# with it.
HANGING: tuple[type[Any], ...] = (Correction,)
# Told to the authors of the bank, who still need it when its sender is gone.
TOLD = (Complaint,)
# What a learner did to the bank stays as it is, under another name.
SIGNED: tuple[tuple[type[Any], str], ...] = ((Revision, "author_id"), (Question, "retired_by_id"))

FORMER = "A former author"


def counts(session: Session, learner: Learner) -> dict[str, int]:
    """How many rows of each table are that learner's, and how many texts they wrote."""
    owned = [(table, "learner_id") for table in (*LISTS, *KEYED)]
    return {
        table.__tablename__: session.scalar(
            select(func.count()).where(table.__table__.c[column] == learner.id)
        ) or 0
        for table, column in (*owned, SIGNED[0])
    }  # fmt: skip


def move(session: Session, giver: Learner, taker: Learner) -> None:
    """Make everything of one learner another's; where both have one, see `_settle`."""
    log: Any = Attempt.__table__
    sent = select(log.c.token).where(log.c.learner_id == taker.id)
    # One page, sent as a guest and then again, signed in, is one answer.
    session.execute(delete(log).where(log.c.learner_id == giver.id, log.c.token.in_(sent)))
    for table in WAYS_IN:
        session.execute(delete(table).where(table.learner_id == giver.id))
    for table in LISTS:
        rows = table.__table__
        mine = update(rows).where(rows.c.learner_id == giver.id)
        session.execute(mine.values(learner_id=taker.id))
    session.expire_all()
    for table in KEYED:
        for row in session.scalars(select(table).where(table.learner_id == giver.id)):
            given = {column.key: getattr(row, column.key) for column in table.__table__.columns}
            session.delete(row)
            session.flush()
            given["learner_id"] = taker.id
            key = tuple(given[column.key] for column in table.__table__.primary_key)
            if kept := session.get(table, key):
                _settle(kept, given)
            else:
                session.add(table(**given))
    session.flush()


def _settle(kept: Any, given: dict[str, Any]) -> None:
    """What was said last holds; of a question nothing is forgotten that was kept on either side."""
    newer = kept.updated_at < given["updated_at"]
    if isinstance(kept, Keepsake):
        notes = dict.fromkeys(filter(None, (kept.note, given["note"])))
        given["note"] = "\n".join(notes)
        given["bookmarked"] |= kept.bookmarked
        given["flagged"] |= kept.flagged
        given["skipped_at"] = max(
            filter(None, (kept.skipped_at, given["skipped_at"])), default=None
        )
        given["updated_at"] = max(kept.updated_at, given["updated_at"])
    if newer or isinstance(kept, Keepsake):
        for name, value in given.items():
            setattr(kept, name, value)


def remove(session: Session, learner: Learner, *, anonymous: Learner | None) -> None:
    """Delete what is the learner's alone; what others need stays, without the name.

    `anonymous` signs for what the learner wrote into the bank; None where that is nothing.
    """
    for table in (*LISTS, *KEYED, *WAYS_IN):
        rows = table.__table__
        mine = rows.c.learner_id == learner.id
        if table in TOLD:
            session.execute(update(rows).where(mine).values(learner_id=None))
        else:
            session.execute(delete(rows).where(mine))
    if anonymous:
        for table, column in SIGNED:
            rows = table.__table__
            signed = update(rows).where(rows.c[column] == learner.id)
            session.execute(signed.values({column: anonymous.id}))
    session.expire_all()
