"""A page's queries do not slow down with the answers of other learners."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, event

from quizapp.models import Base
from tests.web.visitor import Visitor

OWNED = {table.name for table in Base.metadata.sorted_tables if "learner_id" in table.c}
PAGES = ("/", "/progress", "/plan", "/notes/neuron", "/kept", "/mistakes", "/sets",
         "/topics/neuron", "/history?skill=neuron&outcome=wrong", "/search?q=weights", "/account",
         "/mock", "/whiteboard", "/offline", "/account/export/json")  # fmt: skip


@pytest.fixture
def plans() -> Iterator[dict[str, list[str]]]:
    """SQLite's plan for every query from now on: steps by statement."""
    asked: dict[str, list[str]] = {}

    def explain(
        connection: Connection, cursor: object, statement: str, parameters: object, *rest: object
    ) -> None:
        if statement.startswith("SELECT") and statement not in asked:
            asked[statement] = []  # the explanation is a statement of its own
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            asked[statement] = [row[3] for row in rows]

    event.listen(Engine, "before_cursor_execute", explain)
    yield asked
    event.remove(Engine, "before_cursor_execute", explain)


def reads_others(step: str) -> bool:
    """Whether a step of a plan reads the rows of every learner."""
    word, table, *_ = step.split()
    own = ("learner_id=?", "rowid=?", "token=?", "digest=?")
    return word in ("SCAN", "SEARCH") and table in OWNED and not any(key in step for key in own)


def test_every_query_reads_only_its_learners_rows(
    app: Flask, ben: Visitor, plans: dict[str, list[str]]
) -> None:
    for kind in ("number", "network"):
        ben.open(kind)
        ben.answer(kind, answer="3")
    ben.get("/plan")
    ben.post("/plan", day="", minutes=20, time_zone="UTC")
    for page in PAGES:
        assert ben.get(page).status_code == 200, page
    ben.get("/")
    for form in ({}, {"topic": "neuron"}, {"topic": "plan"}):
        assert ben.post("/practice", **form).status_code == 200
        ben.get("/")
    ben.get("/mock")
    ben.post("/mock", minutes=15)
    ben.get("/offline")
    ben.client.post("/offline/pack", json={})
    assert sum("attempts" in statement for statement in plans) > 5
    wide = {statement: steps for statement, steps in plans.items() if any(map(reads_others, steps))}
    assert wide == {}
