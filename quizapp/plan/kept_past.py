"""The past of a learner that is kept in the database, so that pages read only what came later.

It covers the answers up to a moment, all of them on days that are over. It counts for as long as
there are that many answers up to then, and the bank says the same about them; a corrected mark and
a merged guest delete it. Whatever does not count is computed from the whole log instead.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TypeAlias
from zlib import crc32

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.models import Act, Attempt, Fold, Learner, Revision, log_beginning, log_mark
from quizapp.storage.kept_results import GrowingResults

from .log import PLACEMENT, Answered, added, answered
from .memory import Requires
from .past import Record, Tries, read, read_tries, tried

ENOUGH = 50  # answers that are worth keeping
VERSION = 1  # of what is kept
LEARNERS = 64  # whose results a process keeps

_Tried: TypeAlias = tuple[list[Answered], dict[int, Tries]]
_TRIES = GrowingResults[_Tried](LEARNERS)


def past_and_log(
    session: Session, learner: Learner, requires: Requires, today: date
) -> tuple[Record, list[Answered]]:
    """What is kept of the answers before today, and the answers after those."""
    if (kept := _kept(session, learner)) and kept.until < today:
        log = answered(session, learner, kept.through)
        placing = any(line.door == PLACEMENT for line in log)  # judged as a whole
        if not placing and kept.made_from == _bank(session, requires):
            return read(kept.content), log
    return Record(), answered(session, learner)


def tries(session: Session, learner: Learner | None) -> dict[int, Tries]:
    """What the learner did about each question."""
    if learner is None:
        return {}
    marks, mark = (log_beginning(session, learner),), log_mark(session, learner)
    _, found = _TRIES.of(marks, learner.id, mark, lambda latest: _tries(session, learner, latest))
    return found


def _tries(session: Session, learner: Learner, latest: _Tried | None) -> _Tried:
    if latest and (more := added(session, learner, latest[0])) is not None:
        return [*latest[0], *more], tried(latest[1], more)
    kept = _kept(session, learner)
    log = answered(session, learner, kept.through if kept else None)
    return log, tried(read_tries(kept.content) if kept else {}, log)


def keep(session: Session, learner: Learner, requires: Requires, today: date) -> None:
    """Keep what follows from the answers on days before today, if there are enough of them."""
    past, log = past_and_log(session, learner, requires, today)
    ready = next((at for at, line in enumerate(log) if line.day >= today), len(log))
    if ready < ENOUGH:
        return
    lines, content = log[:ready], past.then(log[:ready], requires)
    made = Fold(
        learner_id=learner.id, through=lines[-1].at, until=max(content.days),
        answers=sum(sums.answers for sums in content.days.values()),
        made_from=_bank(session, requires), content=content.as_json(),
    )  # fmt: skip
    with suppress(IntegrityError), session.begin_nested():  # another worker may be as far
        session.merge(made)


def _kept(session: Session, learner: Learner) -> Fold | None:
    """What is kept, if the log up to then is still as long."""
    kept = session.get(Fold, learner.id)
    if kept is None:
        return None
    covered = select(func.count(Attempt.id)).where(
        Attempt.learner_id == learner.id, Attempt.created_at <= kept.through
    )
    return kept if session.scalar(covered) == kept.answers else None


def _bank(session: Session, requires: Requires) -> str:
    """Changes whenever the bank may say something else about old answers."""
    moved = select(func.max(Act.id)).where(Act.name == "move").scalar_subquery()
    latest, last_move = session.execute(select(func.max(Revision.id), moved)).one()
    return f"{VERSION} {latest} {last_move} {crc32(repr(sorted(requires.items())).encode())}"
