"""How much slower are pages with a long log? `python -m benchmarks.pages [N [CROWD]]`.

A new learner and one with N attempts request every page in turns, then again among CROWD attempts
of others. The ratios of the medians count.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from quizapp import practice
from quizapp.accounts import learners
from quizapp.bank.sync import take_in
from quizapp.models import Attempt, Learner
from quizapp.storage import migrate, resources
from quizapp.storage.database import make_engine, make_sessions
from quizapp.web import create_app

PAGES = (
    "next question",
    "/",
    "/plan",
    "/progress",
    "/kept",
    "/notes/backprop",
    "/search?q=gradient",
)
PASSWORD = "four plain words here"
ROUNDS = 15
DAYS = 120


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'quizapp.db'}"
        engine = migrate.prepare(url)
        with make_sessions(engine)() as session:
            take_in(session, resources.questions(), now=datetime.now(UTC))
            sign_up(session, "new@example.org")
            answer_often(session, sign_up(session, "old@example.org"), count)
            session.commit()
        engine.dispose()
        clients = [_client(url, name) for name in ("new@example.org", "old@example.org")]
        alone = {path: _times(clients, path) for path in PAGES}
        crowd = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
        _crowd(url, crowd)
        print(f"milliseconds, median of {ROUNDS}; a newcomer, then after {count} answers of one's "
              f"own (× the newcomer's), then among {crowd} of others (× alone)")  # fmt: skip
        for path, (new, old) in alone.items():
            among = _times(clients, path)[1]
            print(f"{path:<22}{new:>8.1f}{old:>8.1f}{old / new:>8.1f} ×{among:>10.1f}"
                  f"{among / old:>8.1f} ×")  # fmt: skip


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
    for n in range(count - len(models)):
        row = {key: getattr(chance.choice(models), key) for key in columns} | {
            "token": f"t{n}",
            "score": chance.choice((0.0, 0.5, 1.0, 1.0)),
            "created_at": now - timedelta(days=DAYS * (1 - n / count)),
        }
        session.add(Attempt(**row))


def _crowd(url: str, count: int) -> None:
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


def _client(url: str, email: str) -> FlaskClient:
    app = create_app(url, SECRET_KEY="benchmark", WTF_CSRF_ENABLED=False)
    client = app.test_client()
    client.post("/sign-in", data={"email": email, "password": PASSWORD})
    client.post("/plan", data={"day": "", "minutes": 20, "time_zone": "UTC"})
    return client


def _times(clients: list[FlaskClient], path: str) -> list[float]:
    times: list[list[float]] = [[] for _ in clients]
    for _ in range(ROUNDS):
        for client, taken in zip(clients, times, strict=True):
            began = time.perf_counter()
            answer = client.get(path) if path.startswith("/") else client.post("/practice")
            taken.append(1000 * (time.perf_counter() - began))
            assert answer.status_code in (200, 302, 303), answer.status
    return [median(taken) for taken in times]


if __name__ == "__main__":
    main()
