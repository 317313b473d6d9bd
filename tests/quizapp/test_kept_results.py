"""Law: what a process keeps of the bank and of a log is what another process says they are now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from quizapp import browse, plan, practice
from quizapp.accounts import learners
from quizapp.bank import naming
from quizapp.models import Attempt, Learner, Question, Revision, Skill, correct
from quizapp.models.bank_version import bank_changes, log_changes
from quizapp.notes import search
from quizapp.storage.kept_results import KeptResults
from tests.quizapp import sample_bank

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
FIRST = select(Question).order_by(Question.id).limit(1)
EARLIEST = select(Attempt).order_by(Attempt.id).limit(1)
ADA = select(Learner).order_by(Learner.id).limit(1)


@pytest.fixture
def workers(tmp_path: Any) -> Iterator[sessionmaker[Session]]:
    """Sessions of their own on one database, with a learner who has answered twice."""
    with sample_bank.full_session(tmp_path) as session:
        ada = sample_bank.learner(session)
        session.flush()
        answer(session, days=3)
        answer(session)
        bank_changes(session)  # without a mark nothing would be kept
        log_changes(session, ada.id)
        session.commit()
        yield sessionmaker(session.get_bind())


def answer(session: Session, by: Learner | None = None, days: int = 0) -> None:
    row, ada = session.scalars(FIRST).one(), by or session.scalars(ADA).one()
    revision = session.scalars(select(Revision).where(Revision.question_id == row.id)).first()
    assert revision
    at = NOW - timedelta(days=days)
    part = {"verdict": "wrong", "credit": 0, "remark": ""}
    session.add(Attempt(
        learner_id=ada.id, revision_id=revision.id, seed=0, redraw=0, fingerprint="", params={},
        leaves={}, responses={}, mark={"score": 0.0, "parts": {"a": part}}, score=0.0,
        token=f"{by and by.id} {days}", door="web", created_at=at, day=at.date(),
    ))  # fmt: skip


def seen(session: Session) -> list[Any]:
    """What pages show."""
    ada = session.scalars(ADA).one()
    found = plan.learnt(session, ada, now=NOW)
    return [
        found.skills, found.whole, plan.todays_list(session, ada, now=NOW).ahead,
        practice.skills(session), practice.requires(session, "backprop"),
        practice.progress(session, ada, now=NOW), browse.entries(session, ada),
        browse.listing(session, ada, browse.MISTAKES), practice.tried_of(
            session, practice.skills(session), found),
        *(search(session, (), word).questions for word in ("bias", "Renamed")),
    ]  # fmt: skip


def rename(session: Session) -> None:
    session.scalars(FIRST).one().title = "Renamed"


def retire_in_bulk(session: Session) -> None:
    session.execute(update(Question).where(Question.level == 1).values(retired_at=NOW))


def remove(session: Session) -> None:
    last = session.scalars(select(Question).order_by(Question.id.desc())).first()
    assert last
    naming.remove(session, last, by=session.scalars(ADA).one(), now=NOW)


def rearrange(session: Session) -> None:
    for skill in session.scalars(select(Skill)):
        skill.position, skill.requires = -skill.position, []


def merge(session: Session) -> None:
    guest = learners.create_guest(session, now=NOW)
    answer(session, guest, 2)
    session.flush()
    learners.merge_guest(session, guest, session.scalars(ADA).one())


def mark_again(session: Session) -> None:
    one = session.scalars(EARLIEST).one()
    mark = {"score": 1.0, "parts": {"a": {"verdict": "correct", "credit": 1, "remark": ""}}}
    correct(session, one, fingerprint="f", mark=mark, reason="", now=NOW)


def take_back(session: Session) -> None:
    session.delete(session.scalars(EARLIEST).one())


CHANGES = (rename, retire_in_bulk, remove, rearrange, merge, mark_again, take_back,
           lambda session: answer(session, days=1),
           lambda session: answer(session, days=-1))  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_another_worker_writes_counts_at_once(
    workers: sessionmaker[Session], change: Callable[[Session], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with workers() as here, workers() as there:
        before = seen(here)
        here.rollback()
        assert seen(here) == before, "and what is kept is what was computed"
        here.rollback()
        change(there)
        seen(there)  # and what is undone is not kept
        there.rollback()
        assert seen(here) == before
        here.rollback()
        change(there)
        there.commit()
        after = seen(here)
        here.rollback()
        monkeypatch.setattr(KeptResults, "of", lambda self, marks, more, make: make())
        assert after == seen(here) != before


def test_what_was_used_longest_ago_makes_room() -> None:
    made: list[int] = []
    kept = KeptResults[int](2)
    for number in (1, 2, 1, 3, 1, 2):
        assert kept.of(("mark",), number, lambda n=number: made.append(n) or n) == number
    assert made == [1, 2, 3, 2]
    for _ in range(2):
        kept.of(("",), 1, lambda: made.append(0) or 0)
    assert made[4:] == [0, 0], "without a mark nothing is kept"
