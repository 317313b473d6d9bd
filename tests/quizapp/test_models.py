"""Guarantees of the tables: UTC times, frozen rows, foreign keys."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, delete, event, select, text, update
from sqlalchemy.exc import IntegrityError

from quizapp.models import (
    Attempt,
    Base,
    FrozenError,
    Learner,
    Question,
    Revision,
    Skill,
    latest_revision,
)
from quizapp.storage.database import make_engine, make_sessions
from tests.conftest import no_power_cut_in_a_test

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def session(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path}/made/on/demand/quiz.db")
    Base.metadata.create_all(engine)
    with make_sessions(engine)() as session:
        yield session
    engine.dispose()


@pytest.fixture
def attempt(session):
    """One attempt, with everything it refers to."""
    learner = Learner(name="Ada", created_at=NOW)
    question = Question(
        slug="neuron/sum",
        skill=Skill(slug="neuron", title="The neuron", position=0),
        title="A sum",
        type="number",
        level=1,
    )
    revision = Revision(question=question, number=1, text="", digest="d", created_at=NOW)
    attempt = Attempt(
        learner=learner,
        revision=revision,
        seed=1,
        redraw=0,
        fingerprint="f",
        params={},
        leaves={"x": [[1.0]]},
        responses={"answer": "1"},
        mark={"score": 1.0},
        score=1.0,
        token="t",
        door="web",
        created_at=NOW,
    )
    session.add(attempt)
    session.commit()
    return attempt


def test_sqlite_is_opened_with_foreign_keys_a_synced_write_ahead_log_and_a_timeout(tmp_path):
    names = ("foreign_keys", "journal_mode", "synchronous", "busy_timeout")
    full = 2
    event.remove(Engine, "connect", no_power_cut_in_a_test)
    try:
        with make_engine(f"sqlite:///{tmp_path}/quiz.db").connect() as opened:
            found = [opened.scalar(text(f"PRAGMA {name}")) for name in names]
    finally:
        event.listen(Engine, "connect", no_power_cut_in_a_test)
    assert found == [1, "wal", full, 2000]


def test_times_come_back_in_utc_whatever_zone_they_were_given_in(session):
    east = timezone(timedelta(hours=9))
    session.add(Learner(name="Ada", created_at=NOW.astimezone(east)))
    session.commit()
    kept = session.query(Learner).one().created_at
    assert kept == NOW
    assert kept.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused(session):
    session.add(Learner(name="Ada", created_at=datetime(2026, 3, 1)))
    with pytest.raises(Exception, match="has no time zone"):
        session.commit()


@pytest.mark.parametrize(
    ("row", "change"),
    [
        ("attempt", {"score": 0.0}),
        ("attempt", {"responses": {"answer": "2"}}),
        ("revision", {"text": "other"}),
    ],
)
def test_attempts_and_revisions_refuse_to_be_rewritten(session, attempt, row, change):
    target = attempt if row == "attempt" else attempt.revision
    for name, value in change.items():
        setattr(target, name, value)
    with pytest.raises(FrozenError, match=next(iter(change))):
        session.flush()


@pytest.mark.parametrize("change", [update(Attempt).values(score=0), delete(Revision)])
def test_bulk_changes_of_frozen_rows_are_refused_too(session, attempt, change):
    with pytest.raises(FrozenError, match="bulk"):
        session.execute(change)


def test_an_attempt_may_move_to_another_learner(session, attempt):
    account = Learner(name="Grace", created_at=NOW)
    session.add(account)
    session.flush()
    attempt.learner_id = account.id
    session.commit()
    assert attempt.learner.name == "Grace"


def test_one_learner_has_a_token_once(session, attempt):
    columns = {column.key: getattr(attempt, column.key) for column in Attempt.__table__.columns}
    session.add(Attempt(**columns | {"id": None}))
    with pytest.raises(IntegrityError):
        session.flush()


def test_foreign_keys_are_enforced(session, attempt):
    session.delete(attempt.revision.question)
    with pytest.raises(IntegrityError):
        session.flush()


def test_what_a_savepoint_wrote_first_is_rolled_back_with_the_rest(session):
    with session.begin_nested():
        session.add(Learner(name="Ada", created_at=NOW))
    session.rollback()
    assert session.scalars(select(Learner)).all() == []


def test_the_latest_revision_has_the_highest_number(session, attempt):
    question = attempt.revision.question
    session.add(Revision(question=question, number=2, text="", digest="e", created_at=NOW))
    session.flush()
    assert latest_revision(session, question.id).number == 2
    assert latest_revision(session, 999) is None


def test_the_id_of_a_learner_who_left_is_not_given_to_another(session):
    gone = Learner(name="Guest", created_at=NOW)
    session.add(gone)
    session.commit()
    old_id = gone.id
    session.delete(gone)
    session.commit()
    session.add(newcomer := Learner(name="Guest", created_at=NOW))
    session.commit()
    assert newcomer.id != old_id


@pytest.mark.slow
def test_opening_a_database_and_its_accounts_imports_no_heavy_library():
    heavy = "{'alembic', 'argon2', 'flask', 'pydantic'}"
    modules = "sys, quizapp.storage.migrate, quizapp.accounts.learners"
    code = f"import {modules}; print({heavy} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"
