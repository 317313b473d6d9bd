"""What a watcher asks: /healthz says that the process answers, /readyz that it can work."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from flask import Flask

from quizapp.web.pages import health
from tests.web.visitor import Visitor


def test_a_server_is_ready_only_while_its_database_can_be_written(
    app: Flask, visitor: Visitor
) -> None:
    app.extensions.pop(health.PROBED, None)
    file = Path(app.config["DATABASE_URL"].removeprefix("sqlite:///"))
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = visitor.client.get("/readyz")
        assert answer.status_code == 503
        assert answer.headers["Retry-After"]
        assert visitor.client.get("/healthz").status_code == 200, "the process is fine"
        other.execute("ROLLBACK")
    written = _log_of(file)
    assert visitor.client.get("/readyz").status_code == 200
    assert _log_of(file) != written, "something went to the disk"
    again = _log_of(file)
    assert visitor.client.get("/readyz").status_code == 200
    assert _log_of(file) == again, "who asks often costs no writes"


def _log_of(file: Path) -> bytes:
    """What SQLite has written ahead."""
    log = file.with_name(f"{file.name}-wal")
    return log.read_bytes() if log.exists() else b""


def test_a_missing_database_is_not_ready(app: Flask, visitor: Visitor) -> None:
    app.extensions.pop(health.PROBED, None)
    with sqlite3.connect(app.config["DATABASE_URL"].removeprefix("sqlite:///")) as other:
        other.execute("DROP TABLE alembic_version")
    assert visitor.client.get("/readyz").status_code == 503
    assert visitor.client.get("/healthz").status_code == 200
