"""Finds out from the models what belongs to a learner, to count, move and delete it.

A table with a foreign key to `learners` is owned, and one with a foreign key to an owned table
hangs on it. Models say the rest with the flags of `Base`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Table,
    UniqueConstraint,
    delete,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.orm import Session

from quizapp.models import Base, Keepsake, Learner, Revision
from quizapp.statistics.counting import changing

LEARNERS: Any = Learner.__table__
MODELS: dict[Any, Any] = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
FORMER = "A former author"


def _links() -> dict[Any, Column[Any]]:
    """For each table of a learner, the column that leads to them or to another such table."""
    found: dict[Any, Column[Any]] = {}
    for table in Base.metadata.sorted_tables:  # referenced tables come first
        leading = [
            column for column in table.columns if column.key not in MODELS[table].signed
            for key in column.foreign_keys if key.column.table in (LEARNERS, *found)
        ]  # fmt: skip
        if leading:
            found[table] = min(leading, key=lambda column: _target(column).table is not LEARNERS)
    return dict(sorted(found.items(), key=lambda item: MODELS[item[0]].__name__))


def _target(column: Column[Any]) -> Column[Any]:
    (key,) = column.foreign_keys
    return key.column


LINKS = _links()
OWNED = [table for table, column in LINKS.items() if _target(column).table is LEARNERS]
# Their rows move with the row that they hang on, and the database deletes them with it.
HANGING = [table for table in LINKS if table not in OWNED]
WAYS_IN = [table for table in OWNED if MODELS[table].way_in]
DERIVED = [table for table in OWNED if MODELS[table].derived]
# Tables whose rows aren't numbered, so that two rows may have the same key …
KEYED = [
    table for table in OWNED
    if table.autoincrement_column is None and table not in (*WAYS_IN, *DERIVED)
]  # fmt: skip
# … and tables with any number of rows for a learner.
LISTS = [table for table in OWNED if table not in (*KEYED, *WAYS_IN, *DERIVED)]
# Columns that sign work on the bank, which stays under another name.
SIGNED: list[Column[Any]] = [table.c[name] for table in MODELS for name in MODELS[table].signed]


def belongs(table: Table, learner: Learner) -> ColumnElement[bool]:
    """The condition that a row is the learner's, or hangs on one that is."""
    link = LINKS[table]
    target = _target(link)
    if target.table is LEARNERS:
        return link == learner.id
    return link.in_(select(target).where(belongs(MODELS[target.table].__table__, learner)))


def counts(session: Session, learner: Learner) -> dict[str, int]:
    """How many rows the learner has in each table, and how many texts they wrote."""
    columns: list[Any] = [LINKS[table] for table in (*LISTS, *KEYED)]
    return {
        column.table.name: session.scalar(select(func.count()).where(column == learner.id)) or 0
        for column in (*columns, Revision.__table__.c.author_id)
    }


def in_words(counted: Mapping[str, int], *, staying: bool = False) -> list[str]:
    """What goes when the learner goes, or what is `staying` without their name, in words."""
    found = []
    for table in LINKS:
        model, number = MODELS[table], counted.get(table.name, 0)
        if number and model.stays_without_name == staying:
            one = re.sub("(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()
            names = model.called or (one, table.name.replace("_", " "))
            found.append(f"{number:,} {names[number != 1]}")
    return found


def move(session: Session, giver: Learner, taker: Learner) -> None:
    """Give everything of one learner to another; `settle` merges what both have."""
    for table in WAYS_IN:
        session.execute(delete(table).where(belongs(table, giver)))
    for table in DERIVED:
        session.execute(delete(table).where(LINKS[table].in_((giver.id, taker.id))))
    with changing(session, giver.id, taker.id):
        for table in LISTS:
            # A page that was sent as a guest, and again after signing in, is one answer.
            for twice in _twice(table, taker):
                session.execute(delete(table).where(belongs(table, giver), twice))
            mine = update(table).where(belongs(table, giver))
            session.execute(mine.values({LINKS[table]: taker.id}))
    session.expire_all()
    for table in KEYED:
        _move_keyed(session, MODELS[table], giver, taker)
    session.flush()


def _twice(table: Table, taker: Learner) -> Iterator[ColumnElement[bool]]:
    """Conditions that the other learner already has the row, by each unique constraint."""
    other = table.alias()
    uniques = [each.columns for each in table.constraints if isinstance(each, UniqueConstraint)]
    uniques += [index.columns for index in table.indexes if index.unique]
    for columns in uniques:
        if (link := LINKS[table]) in set(columns):
            same = [other.c[column.key] == column for column in columns if column is not link]
            yield exists().where(other.c[link.key] == taker.id, *same)


def _move_keyed(session: Session, model: Any, giver: Learner, taker: Learner) -> None:
    table = model.__table__
    for row in session.scalars(select(model).where(belongs(table, giver))):
        given = {column.key: getattr(row, column.key) for column in table.columns}
        session.delete(row)
        session.flush()
        given[LINKS[table].key] = taker.id
        key = tuple(given[column.key] for column in table.primary_key)
        if kept := session.get(model, key):
            settle(kept, given)
        else:
            session.add(model(**given))


def settle(kept: Any, given: dict[str, Any]) -> None:
    """Merge two rows: the newer one wins, but keepsakes combine everything."""
    newer = "updated_at" in given and kept.updated_at < given["updated_at"]
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
    """Delete what only the learner needs; the rest stays without the name.

    `anonymous` signs for what the learner wrote for the bank, if anything.
    """
    with changing(session, learner.id):
        for table in reversed(Base.metadata.sorted_tables):  # referencing tables come first
            if table in OWNED:
                mine = belongs(table, learner)
                if MODELS[table].stays_without_name:
                    session.execute(update(table).where(mine).values({LINKS[table]: None}))
                else:
                    session.execute(delete(table).where(mine))
    if anonymous:
        for column in SIGNED:
            signed = update(MODELS[column.table].__table__).where(column == learner.id)
            session.execute(signed.values({column: anonymous.id}))
    session.expire_all()
