"""Counting first answers in the transaction that changes the log.

The statistics are a sum over learners of what their logs say, so a log may change in any way:
what it added is taken out before, and put in again after. Sums are of whole numbers, so they are
equal to those counted again, whatever happened in between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from quizapp.models import (
    Attempt,
    FirstAnswer,
    Learner,
    Question,
    QuestionSums,
    QuestionTally,
    Revision,
    log_changes,
)
from quizapp.storage.reading_copy import READ_ONLY

from .contribution import FirstAttempt

FIRST: Any = FirstAnswer.__table__
SUMS: Any = QuestionSums.__table__
TALLIES: Any = QuestionTally.__table__
AT_ONCE = 500  # marks in memory

_COUNTED = (
    select(Attempt.created_at, Attempt.id)
    .join(FIRST, (Attempt.learner_id == FIRST.c.learner_id) & (Attempt.id == FIRST.c.attempt_id))
    .where(FIRST.c.learner_id == bindparam("learner"), FIRST.c.question_id == bindparam("question"))
)


@contextmanager
def changing(session: Session, *learners: int, question: int | None = None) -> Iterator[None]:
    """Within this, the logs of these learners may change (only on that question, if any)."""
    session.flush()
    log_changes(session, *learners)
    with _recounting(session, *learners, question=question):
        yield
    log_changes(session, *learners)


@contextmanager
def _recounting(session: Session, *learners: int, question: int | None) -> Iterator[None]:
    begun = is_begun(session)
    others = select(Learner.id).where(
        Learner.id.not_in(learners), exists().where(Attempt.learner_id == Learner.id)
    )
    if not begun and session.scalar(others.limit(1)):
        yield  # a log from before there were statistics is counted when somebody looks
        return
    question = question if begun else None
    locked = select(Learner.id).where(Learner.id.in_(learners)).order_by(Learner.id)
    session.execute(locked.with_for_update())
    touched = {number for one in learners for number in _take_out(session, one, question)}
    yield
    session.flush()
    for one in learners:
        _put_in(session, one, question)
    _forget_nothings(session, touched)


def take_in(session: Session, attempt: Attempt) -> None:
    """Count a new attempt, if it is the learner's first on its question."""
    session.flush()
    learner_id = attempt.learner_id
    question_id = session.get_one(Revision, attempt.revision_id).question_id
    mine = {"learner": learner_id, "question": question_id}
    counted = session.execute(_COUNTED, mine).one_or_none()
    if counted is None or (attempt.created_at, attempt.id) < tuple(counted):
        with _recounting(session, learner_id, question=question_id):
            pass


def is_begun(session: Session) -> bool:
    """Whether the log has been counted."""
    return session.scalar(select(SUMS.c.question_id).limit(1)) is not None


def ready(session: Session) -> None:
    """Count a log from before there were statistics; the caller commits."""
    if session.info.get(READ_ONLY):
        return  # it is counted where it is written
    if not is_begun(session) and session.scalar(select(Attempt.id).limit(1)):
        rebuild(session)


def kept(session: Session) -> list[list[tuple[Any, ...]]]:
    """All that is counted, to compare."""
    return [sorted(map(tuple, session.execute(select(table)))) for table in (FIRST, SUMS, TALLIES)]


def rebuild(session: Session) -> int:
    """Count everything again; says how many first answers there are. The caller commits."""
    session.flush()
    for table in (FIRST, SUMS, TALLIES):
        session.execute(delete(table))
    for learner_id in session.scalars(select(Learner.id).order_by(Learner.id)).all():
        _put_in(session, learner_id, None)
    return session.scalar(select(func.count()).select_from(FIRST)) or 0


def _take_out(session: Session, learner_id: int, question: int | None) -> set[int]:
    """Subtract what the learner's first answers added; says which questions they are on."""
    _add_rests(session, learner_id, -1)
    mine = FIRST.c.learner_id == learner_id
    if question is not None:
        mine &= FIRST.c.question_id == question
    ids = list(session.scalars(select(FIRST.c.attempt_id).where(mine)))
    counted = [one for some in _read(session, learner_id, ids) for one in some]
    _add(session, counted, -1)
    session.execute(delete(FIRST).where(mine))
    return {one.question_id for one in counted}


def _put_in(session: Session, learner_id: int, question: int | None) -> None:
    for some in _read(session, learner_id, _firsts(session, learner_id, question)):
        session.execute(insert(FIRST), [one.row() for one in some])
        _add(session, some, 1)
    _add_rests(session, learner_id, 1)


def _firsts(session: Session, learner_id: int, question: int | None) -> list[int]:
    """The learner's first attempt on each question, or on this one."""
    mine = select(Revision.question_id, Attempt.id).join(Attempt.revision)
    mine = mine.where(Attempt.learner_id == learner_id)
    if question is not None:
        mine = mine.where(Revision.question_id == question).limit(1)
    found: dict[int, int] = {}
    for number, attempt_id in session.execute(mine.order_by(Attempt.created_at, Attempt.id)):
        found.setdefault(number, attempt_id)
    return list(found.values())


def _read(session: Session, learner_id: int, ids: list[int]) -> Iterator[list[FirstAttempt]]:
    wanted = select(
        Attempt.learner_id, Revision.question_id, Attempt.id, Question.type, Revision.number,
        Attempt.score, Attempt.mark, Attempt.responses, Attempt.hints_used,
        Attempt.duration_seconds, Attempt.day,
    ).join(Attempt.revision).join(Revision.question)  # fmt: skip
    wanted = wanted.where(Attempt.learner_id == learner_id)
    for at in range(0, len(ids), AT_ONCE):
        rows = session.execute(wanted.where(Attempt.id.in_(ids[at : at + AT_ONCE])))
        yield [FirstAttempt(*row) for row in rows]


def _add(session: Session, firsts: Iterable[FirstAttempt], sign: int) -> None:
    """Add what these first answers say by themselves, or subtract it."""
    sums: dict[int, Counter[str]] = {}
    people: Counter[tuple[int, str, str, str]] = Counter()
    score: Counter[tuple[int, str, str, str]] = Counter()
    for one in firsts:
        mine = sums.setdefault(one.question_id, Counter())
        for name, value in one.sums().items():
            mine[name] += sign * value
        for key, earned in one.tallies():
            people[one.question_id, *key] += sign
            score[one.question_id, *key] += sign * earned
    none = {column.key: 0 for column in SUMS.columns}
    _add_rows(session, SUMS, [none | {"question_id": key} | sums[key] for key in sorted(sums)])
    names = ("question_id", "about", "what", "value")
    tallied = [
        {**dict(zip(names, key, strict=True)), "people": people[key], "score": score[key]}
        for key in sorted(people)
    ]
    _add_rows(session, TALLIES, tallied)


def _add_rows(session: Session, table: Any, rows: list[dict[str, Any]]) -> None:
    """Add to the rows with the same keys; a row that is missing is made."""
    if not rows:
        return
    dialect: Any = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    adding = dialect.insert(table)
    changed = {
        column.key: column + adding.excluded[column.key]
        for column in table.columns
        if not column.primary_key
    }
    keys = [column.key for column in table.primary_key]
    session.execute(adding.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def _add_rests(session: Session, learner_id: int, sign: int) -> None:
    """Add how the learner did on each question and on the others, or subtract it.

    The mean of the others, because learners answer different questions; where all answer the
    same, it correlates as their sum does.
    """
    mine = FIRST.c.learner_id == learner_id
    number, total = session.execute(
        select(func.count(), func.sum(FIRST.c.score)).select_from(FIRST).where(mine)
    ).one()
    if number < 2:
        return
    touched = select(SUMS.c.question_id).where(
        SUMS.c.question_id.in_(select(FIRST.c.question_id).where(mine))
    )
    session.execute(touched.order_by(SUMS.c.question_id).with_for_update())
    own, rest = FIRST.c.score, (int(total) - FIRST.c.score) // (number - 1)
    added = {
        "rested": 1, "own": own, "own_x_own": own * own,
        "rest": rest, "rest_x_rest": rest * rest, "own_x_rest": own * rest,
    }  # fmt: skip
    session.execute(
        update(SUMS)
        .where(mine, SUMS.c.question_id == FIRST.c.question_id)
        .values({name: SUMS.c[name] + sign * value for name, value in added.items()})
    )


def _forget_nothings(session: Session, questions: set[int]) -> None:
    for table, number in ((SUMS, SUMS.c.answers), (TALLIES, TALLIES.c.people)):
        session.execute(
            delete(table).where(table.c.question_id.in_(sorted(questions)), number == 0)
        )
