"""What does one answer cost? `python -m benchmarks.cost_of_answers [LEARNERS]`.

Learners answer over the API, within this process: on SQLite, on PostgreSQL, and on PostgreSQL with
learners' tables in 32 partitions. Printed for each answer are milliseconds of the processor (ours
and the database's), statements, and bytes: in the write-ahead log and, in the end, in tables and
indexes. The figures of docs/scaling.md are from here.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, select, text

from benchmarks.filling import sign_up
from benchmarks.postgres import SAFE, Postgres, running
from quizapp.accounts import access_tokens
from quizapp.accounts.partitioning import partition
from quizapp.bank.sync import take_in
from quizapp.models import Question
from quizapp.practice import open_served
from quizapp.storage import migrate, resources
from quizapp.storage.database import make_sessions, sqlite_file
from quizapp.web import create_app

ASKED = {
    "true or false": "neuron/zero-input-without-bias",
    "a network": "backprop/smallest-network",
}
TIMES = 3  # that each learner answers
PARTS = 32
TICK = 1000 / os.sysconf("SC_CLK_TCK")  # ms


def main() -> None:
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    print(f"{'':<24}{'question':<16}{'ms':>7}{'database':>10}{'statements':>12}"
          f"{'WAL bytes':>11}{'kept bytes':>12}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        _report("SQLite", f"sqlite:///{folder}/quizapp.db", learners)
    with running((*SAFE, "autovacuum=off")) as server:
        _report("PostgreSQL", server.url(server.fresh()), learners, server)
        name = f"in {PARTS} partitions"
        _report(name, server.url(server.fresh()), learners, server, PARTS)


def _report(
    name: str, url: str, learners: int, server: Postgres | None = None, parts: int = 1
) -> None:
    engine = migrate.prepare(url)
    if parts > 1:
        partition(engine, parts)
    app = create_app(url, RATELIMIT_ENABLED=False, SECRET_KEY="a key of sixteen or more")
    with make_sessions(engine)() as session:
        take_in(session, resources.questions(), now=datetime.now(UTC))
        now = datetime.now(UTC)
        secrets = [
            access_tokens.make(session, sign_up(session, f"{n}@example.org"), "a", now=now)[1]
            for n in range(learners)
        ]
        asked = {kind: _answer(session, slug) for kind, slug in ASKED.items()}
        session.commit()
    client, count = app.test_client(), [0]

    def answer(kind: str, secret: str) -> None:
        body = {"attempts": [{"key": uuid.uuid4().hex, **asked[kind]}]}
        headers = {"Authorization": f"Bearer {secret}"}
        told = client.post("/api/v1/attempts", json=body, headers=headers)
        assert '"attempt_id"' in told.text, told.text

    event.listen(Engine, "before_cursor_execute", lambda *_: count.__setitem__(0, count[0] + 1))
    for kind in ASKED:
        answer(kind, secrets[0])  # which imports and compiles
        before = _size(engine, url)
        wal, count[0], began = _wal(engine, url), 0, time.process_time()
        spent = _spent(server)
        for secret in TIMES * secrets:
            answer(kind, secret)
        number = learners * TIMES
        ms = 1000 * (time.process_time() - began) / number
        print(f"{name:<24}{kind:<16}{ms:>7.1f}{(_spent(server) - spent) / number:>10.1f}"
              f"{count[0] / number:>12.1f}{(_wal(engine, url) - wal) / number:>11.0f}"
              f"{(_size(engine, url) - before) / number:>12.0f}")  # fmt: skip
    app.extensions["sessions"].kw["bind"].dispose()
    engine.dispose()


def _answer(session: Any, slug: str) -> dict[str, Any]:
    """The question with its right answer, as the API takes it."""
    question = session.scalars(select(Question).where(Question.slug == slug)).one()
    served = open_served(session, question.id, 1)
    assert served
    said = {part.name: part.answer.write() for part in served.exercise.parts}
    return {"question_id": question.id, "revision": served.revision.id, "seed": 1,
            "responses": said}  # fmt: skip


def _spent(server: Postgres | None) -> float:
    """Milliseconds of the processor that the database server has used."""
    if server is None:
        return 0.0
    main = server.pid
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    found = 0.0
    for one in children:
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        found += TICK * (int(fields[11]) + int(fields[12]))
    return found


def _wal(engine: Engine, url: str) -> int:
    """How much the write-ahead log has grown so far."""
    if file := sqlite_file(url):
        return file.with_name(f"{file.name}-wal").stat().st_size
    return _number(engine, "SELECT pg_current_wal_insert_lsn() - '0/0'")


def _size(engine: Engine, url: str) -> int:
    """Bytes of all tables and indexes."""
    if sqlite_file(url):
        return _number(engine, "PRAGMA page_count") * _number(engine, "PRAGMA page_size")
    return _number(engine, "SELECT pg_database_size(current_database())")


def _number(engine: Engine, asked: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text(asked)).scalar_one())


@event.listens_for(Engine, "connect")
def _keep_the_log(connection: Any, record: Any) -> None:
    """SQLite must not begin it again while it is measured."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA wal_autocheckpoint = 0")


if __name__ == "__main__":
    main()
