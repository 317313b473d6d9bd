"""What only a database server has: servers that start at once, and connections that break."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.postgres import Postgres
from quizapp.bank.sync import take_in
from quizapp.models import Question
from quizapp.storage import migrate
from quizapp.storage.database import make_sessions
from tests.quizapp import sample_bank

SERVERS = 10


def test_ten_servers_start_at_once_on_an_empty_database(postgres: Postgres, tmp_path: Path) -> None:
    url, bank = postgres.url(postgres.fresh()), sample_bank.write_bank(tmp_path)
    together, failed = threading.Barrier(SERVERS), list[BaseException]()

    def start() -> None:
        try:
            together.wait()
            engine = migrate.prepare(url)
            with make_sessions(engine)() as session:
                take_in(session, bank, now=datetime.now(UTC))
            engine.dispose()
        except BaseException as error:
            failed.append(error)

    servers = [threading.Thread(target=start) for _ in range(SERVERS)]
    for one in servers:
        one.start()
    for one in servers:
        one.join()
    assert failed == []
    with make_sessions(migrate.prepare(url))() as session:
        assert session.scalar(select(func.count(Question.id))) == len(sample_bank.FILES) - 1


def test_a_connection_that_the_server_has_closed_is_replaced(postgres: Postgres) -> None:
    engine = migrate.prepare(postgres.url(postgres.fresh()))
    with make_sessions(engine)() as session:
        session.scalar(select(func.count(Question.id)))
    postgres.order("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> "
                   "pg_backend_pid() AND backend_type = 'client backend'")  # fmt: skip
    with make_sessions(engine)() as session:
        assert session.scalar(select(func.count(Question.id))) == 0
    engine.dispose()
