"""Marks that change with the bank and with each learner's log.

A process may keep what it computed from either as long as the mark is the one that it was computed
under: the mark is in the database, so that others' changes count at once. It is random, so what was
undone never comes back under the same mark, and it is set in the transaction of the change.

The first half of a log's mark stays while the log only grows, so that what was computed before can
be brought up to date.
"""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import String, bindparam, event, func, insert, inspect, select, update
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from .act import Act
from .base import Base
from .content import Question, Revision, Skill
from .learner import Learner
from .log import Attempt

BANK = (Act, Question, Revision, Skill)
KEY = "bank version"  # of what a session remembers
HALF = 16  # characters of a log's mark


class BankVersion(Base):
    """The mark of the bank, in the only row."""

    __tablename__ = "bank_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(32))


_ROW = select(BankVersion).where(BankVersion.id == 1)
_BANK: Any = BankVersion.__table__
_LOGS: Any = Learner.__table__
_MARK_BANK = update(_BANK).where(_BANK.c.id == 1).values(mark=bindparam("new"))
_LOG = update(_LOGS).where(_LOGS.c.id == bindparam("number"))
_MARK_LOG = _LOG.values(log_mark=bindparam("new"))
_KEPT_HALF = func.coalesce(func.substr(_LOGS.c.log_mark, 1, HALF), bindparam("begun"))
_GROW = _LOG.values(log_mark=_KEPT_HALF.concat(bindparam("new"))).returning(_LOGS.c.log_mark)


def remember(session: Session, row: BankVersion | None) -> None:
    """Take the row that came with another statement."""
    session.info[KEY] = row


def bank_mark(session: Session) -> str:
    """The mark of the bank as this transaction sees it; "" if it has none yet."""
    _send(session)
    row: BankVersion | None = session.info.get(KEY)
    if row is None or row not in session:  # it is read once in a transaction
        row = session.info[KEY] = session.scalar(_ROW)
    return row.mark if row else ""


def log_mark(session: Session, learner: Learner) -> str:
    """The mark of the learner's log; "" if it has none yet."""
    _send(session)
    return learner.log_mark or ""


def log_beginning(session: Session, learner: Learner) -> str:
    """The half of it that stays while answers are only added; "" if it has none yet."""
    return log_mark(session, learner)[:HALF]


def bank_changes(session: Session) -> None:
    """Give the bank another mark."""
    new, connection = secrets.token_hex(16), session.connection()
    if not connection.execute(_MARK_BANK, {"new": new}).rowcount:
        connection.execute(insert(_BANK), {"id": 1, "mark": new})
        session.info.pop(KEY, None)
    elif (row := session.info.get(KEY)) is not None and row in session:
        set_committed_value(row, "mark", new)


def log_changes(session: Session, *learners: int) -> None:
    """Give the logs of these learners other marks."""
    for number in sorted(learners):
        new = secrets.token_hex(HALF)
        session.connection().execute(_MARK_LOG, {"number": number, "new": new})
        _know(session, number, new)


def _log_grows(session: Session, number: int) -> None:
    """Give a log the mark of one with more answers."""
    new, begun = (secrets.token_hex(HALF // 2) for _ in "12")
    marked = session.connection().execute(_GROW, {"number": number, "new": new, "begun": begun})
    _know(session, number, marked.scalar())


def _know(session: Session, number: int, mark: str | None) -> None:
    known = session.identity_map.get(identity_key(Learner, number))
    if known is not None:
        set_committed_value(known, "log_mark", mark)


def _send(session: Session) -> None:
    """What is changed here goes to the database first, as with any question asked of it."""
    if session.autoflush and (session.new or session.dirty or session.deleted):
        session.flush()


@event.listens_for(Session, "before_flush")
def _mark(session: Session, *_: Any) -> None:
    """Whatever a session changes."""
    changed = [*session.new, *session.dirty, *session.deleted]
    if any(isinstance(one, BANK) for one in changed):
        bank_changes(session)
    grown, others = set[int](), set[int]()
    for one in changed:
        if isinstance(one, Attempt):
            history = inspect(one).attrs.learner_id.history
            whose = {*history.added, *history.unchanged, *history.deleted} - {None}
            (grown if one in session.new else others).update(whose)
    log_changes(session, *others)
    for number in sorted(grown - others):
        _log_grows(session, number)


@event.listens_for(Session, "do_orm_execute")
def _mark_in_bulk(state: ORMExecuteState) -> None:
    """Whatever a statement changes in the bank."""
    mapper = state.bind_mapper
    writes = state.is_insert or state.is_update or state.is_delete
    if writes and mapper and issubclass(mapper.class_, BANK):
        bank_changes(state.session)
