"""Databases full of answers, to measure with."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from quizapp import practice
from quizapp.accounts import learners
from quizapp.models import Attempt, Learner, log_changes
from quizapp.plan.kept_past import keep
from quizapp.plan.standing import requires_of, served_skills
from quizapp.storage.database import make_engine

PASSWORD = "four plain words here"
DAYS = 120


def sign_up(session: Session, email: str) -> Learner:
    return learners.sign_up(
        session, email=email, password=PASSWORD, name=email[:3], now=datetime.now(UTC)
    )


def answer_often(session: Session, learner: Learner, count: int) -> None:
    """Make a log of this many attempts, spread over the last days."""
    chance, now = random.Random(7), datetime.now(UTC)
    models = []
    for _ in range(60):
        served = practice.serve(session, learner, skill=None, chance=chance)
        assert served
        marked = practice.submit(
            session, served, learner, {part.name: part.answer.write() for part in
            served.exercise.parts}, token=str(chance.random()), now=now, door="web",
        )  # fmt: skip
        assert isinstance(marked, Attempt)
        models.append(marked)
    columns = [c.key for c in Attempt.__table__.columns if c.key not in ("id", "token")]
    rows = [
        {key: getattr(chance.choice(models), key) for key in columns}
        | {
            "token": f"t{n}",
            "score": chance.choice((0.0, 0.5, 1.0, 1.0)),
            "created_at": now - timedelta(days=DAYS * (1 - n / count)),
            "day": (now - timedelta(days=DAYS * (1 - n / count))).date(),
        }
        for n in range(count - len(models))
    ]
    session.execute(insert(Attempt), rows)
    log_changes(session, learner.id)
    requires = requires_of(served_skills(session))
    keep(session, learner, requires, now.date())  # as submitting does along the way


def crowd(url: str, count: int) -> None:
    """Make this many attempts of a thousand other learners."""
    names = [c.key for c in Attempt.__table__.columns if c.key not in ("id", "learner_id", "token")]
    with make_engine(url).begin() as connection:
        learner = "INSERT INTO learners (name, created_at) VALUES ('x', '2026-01-01')"
        ids = [connection.exec_driver_sql(learner).lastrowid for _ in range(1000)]
        connection.exec_driver_sql(
            f"""WITH RECURSIVE
            n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count}),
            some AS (SELECT *, row_number() OVER () AS number FROM attempts LIMIT 1000)
            INSERT INTO attempts (learner_id, token, {", ".join(names)})
            SELECT {ids[0]} + i % 1000, 'c' || i, {", ".join(names)} FROM n
            JOIN some ON some.number = 1 + (i * 7) % (SELECT count(*) FROM some)"""
        )
