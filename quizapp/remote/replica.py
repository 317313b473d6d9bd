"""The local copy of one account: its questions and its log, in a normal database.

Rows have the same ids as on the server. Two extra tables say which answers the server has, and how
far its log was read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, select, text, update
from sqlalchemy.orm import Session, sessionmaker

from quizapp.models import Attempt, Learner, Plan, Question, Revision, Skill
from quizapp.practice.offline.pack import proof
from quizapp.statistics.counting import changing, take_in
from quizapp.storage import migrate, settings
from quizapp.storage.database import make_sessions

from .login import Login

TABLES = (
    "CREATE TABLE IF NOT EXISTS synced (token VARCHAR(80) PRIMARY KEY, refused TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS state (name VARCHAR(40) PRIMARY KEY, value TEXT NOT NULL)",
)


class Replica:
    """The database of a login, created on first use."""

    def __init__(self, login: Login) -> None:
        self.login = login
        key = hashlib.sha256(f"{login.url} {login.learner_id}".encode()).hexdigest()[:16]
        self.path = _folder() / f"{key}.db"
        self.engine: Engine = migrate.prepare(settings.of_file(self.path))
        self.sessions: sessionmaker[Session] = make_sessions(self.engine)
        self.sessions.configure(expire_on_commit=False)
        with self.sessions() as session:
            for table in TABLES:
                session.execute(text(table))
            if session.get(Learner, login.learner_id) is None:
                session.add(Learner(id=login.learner_id, email=login.email, name=login.name,
                                    created_at=datetime.now(UTC)))  # fmt: skip
            session.commit()

    def learner(self, session: Session) -> Learner:
        return session.get_one(Learner, self.login.learner_id)

    def remove(self) -> None:
        """Delete it from this machine."""
        self.engine.dispose()
        for path in self.path.parent.glob(f"{self.path.name}*"):
            path.unlink()


def state(session: Session, name: str, default: str = "") -> str:
    found = session.scalar(text("SELECT value FROM state WHERE name = :name"), {"name": name})
    return default if found is None else str(found)


def set_state(session: Session, name: str, value: object) -> None:
    session.execute(
        text("INSERT OR REPLACE INTO state (name, value) VALUES (:name, :value)"),
        {"name": name, "value": str(value)},
    )


def hold(session: Session) -> None:
    """Lock out other writers until the commit, so that what is read stays true."""
    session.rollback()
    set_state(session, "held_at", datetime.now(UTC).isoformat())


def waiting(session: Session, *, refused: bool = False) -> list[Attempt]:
    """The answers not sent to the server, oldest first; `refused` includes those it refused."""
    known = "SELECT token FROM synced" + (" WHERE refused = ''" if refused else "")
    tokens = {row[0] for row in session.execute(text(known))}
    rows = session.scalars(select(Attempt).order_by(Attempt.created_at, Attempt.id))
    return [row for row in rows if row.token not in tokens]


def known(session: Session) -> int:
    """How many answers of the server's log are here."""
    return session.scalar(text("SELECT count(*) FROM synced WHERE refused = ''")) or 0


def settle(session: Session, token: str, refused: str = "") -> None:
    """Note that the server has this answer, or why it refused it."""
    session.execute(
        text("INSERT OR REPLACE INTO synced (token, refused) VALUES (:token, :refused)"),
        {"token": token, "refused": refused},
    )


def take_skills(session: Session, skills: Iterable[Mapping[str, Any]]) -> None:
    for position, one in enumerate(skills):
        session.merge(Skill(slug=one["skill"], title=one["title"], summary=one["summary"],
                            requires=one["requires"], position=position))  # fmt: skip
    session.flush()


def take_questions(session: Session, questions: Iterable[Mapping[str, Any]], now: datetime) -> int:
    """Store questions; return how many are drawn differently here, and so must not be asked."""
    other = 0
    for one in questions:
        same = proof(one["text"]) == one["proof"]
        other += one["in_use"] and not same
        gone = None if one["in_use"] and same else now
        session.merge(Question(
            id=one["question_id"], slug=one["slug"], skill_slug=one["skill"], title=one["title"],
            type=one["type"], level=one["level"], retired_at=gone,
        ))  # fmt: skip
        session.flush()
        if session.get(Revision, one["revision"]) is None:
            session.add(Revision(
                id=one["revision"], question_id=one["question_id"], number=one["number"],
                text=one["text"], digest=one["digest"],
                created_at=datetime.fromisoformat(one["written_at"]),
            ))  # fmt: skip
    session.flush()
    return other


def retire_all_but(session: Session, numbers: Iterable[int], now: datetime) -> None:
    """Retire all questions that are not in the pack."""
    kept = set(numbers)
    for row in session.scalars(select(Question).where(Question.retired_at.is_(None))):
        if row.id not in kept:
            row.retired_at = now


def missing_revisions(session: Session, attempts: Iterable[Mapping[str, Any]]) -> list[int]:
    wanted = {one["revision"] for one in attempts}
    return sorted(wanted - set(session.scalars(select(Revision.id))))


def take_attempt(session: Session, learner: Learner, one: Mapping[str, Any]) -> bool:
    """Store an answer of the server's log, whose mark counts; return whether it is new."""
    mine = select(Attempt).where(Attempt.learner_id == learner.id, Attempt.token == one["key"])
    found = session.scalar(mine)
    mark = {"score": one["score"], "parts": one["parts"]}
    settle(session, one["key"])
    if found and found.score == mark["score"] and _verdicts(found.mark) == _verdicts(mark):
        return False
    if found:  # rows of the log never change, but this one is a copy
        table: Table = Attempt.__table__  # type: ignore[assignment]
        copy = update(table).where(table.c.id == found.id)
        with changing(session, learner.id, question=found.revision.question_id):
            session.execute(copy.values(mark=mark, score=one["score"]))
        return False
    new = Attempt(
        learner_id=learner.id, revision_id=one["revision"], seed=one["seed"],
        redraw=one["redraw"], fingerprint=one["fingerprint"], params=one["params"],
        leaves=one["leaves"], responses=one["responses"], mark=mark, score=one["score"],
        token=one["key"], door=one["door"], hints_used=one["hints_used"],
        duration_seconds=one["duration_seconds"],
        created_at=datetime.fromisoformat(one["answered_at"]),
        day=date.fromisoformat(one["day"]),
    )  # fmt: skip
    session.add(new)
    take_in(session, new)
    return True


def take_plan(session: Session, learner: Learner, one: Mapping[str, Any] | None) -> None:
    """Store the server's plan, or delete ours if it has none."""
    found = session.get(Plan, learner.id)
    if one is None:
        if found:
            session.delete(found)
        return
    day = one["interview_on"]
    session.merge(Plan(
        learner_id=learner.id, interview_on=date.fromisoformat(day) if day else None,
        skills=one["skills"], minutes_a_day=one["minutes_a_day"], time_zone=one["time_zone"],
        updated_at=datetime.now(UTC),
    ))  # fmt: skip


def _verdicts(mark: Mapping[str, Any]) -> dict[str, tuple[str, float]]:
    return {name: (part["verdict"], part["credit"]) for name, part in mark["parts"].items()}


def _folder() -> Path:
    folder = settings.data_folder() / "remote"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
