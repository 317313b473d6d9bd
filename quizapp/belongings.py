"""What belongs to one learner, table by table: to move, to hand over, to delete."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import (
    Attempt,
    Complaint,
    Draft,
    Interview,
    Keepsake,
    Learner,
    Plan,
    Token,
    Whiteboard,
)

# A learner has any number of these …
LISTS: tuple[type[Any], ...] = (Attempt, Complaint, Interview, Token, Whiteboard)
# … and of these one for each of the other columns of the key.
KEYED: tuple[type[Any], ...] = (Draft, Keepsake, Plan)


def of(session: Session, learner: Learner, table: type[Any]) -> list[Any]:
    """The rows of a table that are that learner's."""
    return list(session.scalars(select(table).where(table.learner_id == learner.id)))


def move(session: Session, giver: Learner, taker: Learner) -> None:
    """Make everything of one learner another's; where both have one, the taker's stays."""
    for table in LISTS:
        for row in of(session, giver, table):
            row.learner_id = taker.id
    for table in KEYED:
        for row in of(session, giver, table):
            columns = {column.key: getattr(row, column.key) for column in table.__table__.columns}
            session.delete(row)
            session.flush()
            mine = columns | {"learner_id": taker.id}
            key = tuple(mine[column.key] for column in table.__table__.primary_key)
            if session.get(table, key) is None:
                session.add(table(**mine))
    session.flush()
