"""The copy of one account: its questions and its log, in a database like any other.

Rows have the numbers they have on the server. Two small tables beside the models' say what the
server knows of the log, and how far the log of the server is known here.
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
from quizapp.storage import migrate, settings
from quizapp.storage.database import make_sessions

from .login import Login

TABLES = (
    "CREATE TABLE IF NOT EXISTS synced (token VARCHAR(80) PRIMARY KEY, refused TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS state (name VARCHAR(40) PRIMARY KEY, value TEXT NOT NULL)",
)


class Replica:
    """The database of a login, made ready on first use."""

    def __init__(self, login: Login) -> None:
        self.login = login
        key = hashlib.sha256(f"{login.url} {login.learner_id}".encode()).hexdigest()[:16]
        self.path = _folder() / f"{key}.db"
        self.engine: Engine = migrate.prepare(f"sqlite:///{self.path}")
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
        """Leave nothing of it on this machine."""
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
    """Nobody else writes until the commit: what is looked up now is still so when it is stored."""
    session.rollback()
    set_state(session, "held_at", datetime.now(UTC).isoformat())


def waiting(session: Session, *, refused: bool = False) -> list[Attempt]:
    """The answers that the server does not have, oldest first; also those it refused, if asked."""
    known = "SELECT token FROM synced" + (" WHERE refused = ''" if refused else "")
    tokens = {row[0] for row in session.execute(text(known))}
    rows = session.scalars(select(Attempt).order_by(Attempt.created_at, Attempt.id))
    return [row for row in rows if row.token not in tokens]


def known(session: Session) -> int:
    """How many answers of the server's log are here."""
    return session.scalar(text("SELECT count(*) FROM synced WHERE refused = ''")) or 0


def settle(session: Session, token: str, refused: str = "") -> None:
    """Write down that the server has that answer, or why it does not take it."""
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
    """Keep the texts; how many of those in use are drawn in another way here, and not asked."""
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
    """The pack is what is asked."""
    kept = set(numbers)
    for row in session.scalars(select(Question).where(Question.retired_at.is_(None))):
        if row.id not in kept:
            row.retired_at = now


def missing_revisions(session: Session, attempts: Iterable[Mapping[str, Any]]) -> list[int]:
    wanted = {one["revision"] for one in attempts}
    return sorted(wanted - set(session.scalars(select(Revision.id))))


def take_attempt(session: Session, learner: Learner, one: Mapping[str, Any]) -> bool:
    """Put one of the server's log into ours; whether it is new. Its mark is the one that counts."""
    mine = select(Attempt).where(Attempt.learner_id == learner.id, Attempt.token == one["key"])
    found = session.scalar(mine)
    mark = {"score": one["score"], "parts": one["parts"]}
    settle(session, one["key"])
    if found and found.score == mark["score"] and _verdicts(found.mark) == _verdicts(mark):
        return False
    if found:  # a row of the log never changes, but this one is a copy
        table: Table = Attempt.__table__  # type: ignore[assignment]
        copy = update(table).where(table.c.id == found.id)
        session.execute(copy.values(mark=mark, score=one["score"]))
        return False
    session.add(Attempt(
        learner_id=learner.id, revision_id=one["revision"], seed=one["seed"],
        redraw=one["redraw"], fingerprint=one["fingerprint"], params=one["params"],
        leaves=one["leaves"], responses=one["responses"], mark=mark, score=one["score"],
        token=one["key"], door=one["door"], hints_used=one["hints_used"],
        duration_seconds=one["duration_seconds"],
        created_at=datetime.fromisoformat(one["answered_at"]),
    ))  # fmt: skip
    session.flush()
    return True


def take_plan(session: Session, learner: Learner, one: Mapping[str, Any] | None) -> None:
    """The plan of the server, or none."""
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
