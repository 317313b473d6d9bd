"""No statement slows down with the number of learners, and no page issues many of them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import Column, Connection, Engine, Table, event

from quizapp.accounts.ownership import LINKS
from quizapp.commands import main
from quizapp.models import FirstAnswer, HitCount, Learner
from tests.web.visitor import INSTRUCTOR, Visitor
from tests.web.walking import walk

# Tables that grow with the learners: their own, what is counted of each, and what limits count.
GROWING = {table.name: table for table in (
    Learner.__table__, *LINKS, FirstAnswer.__table__, HitCount.__table__)}  # fmt: skip
# The columns that lead to one learner's rows, to one row, or to few: the staff, open reports.
OWN = ("learner_id=?", "rowid=?", "token=?", "digest=?", "email=?", "attempt_id=?",
       "first_form=?", "share_token=?", "role=?", "settled_at=?")  # fmt: skip
# Statements that are about everybody, by what they say, and why that is well.
ABOUT_ALL = {
    "WHERE revisions.question_id = ?)": "only a question that nobody answered is deleted",
    "DELETE FROM keepsakes WHERE keepsakes.question_id": "the same",
    "DELETE FROM first_answers WHERE first_answers.question_id": "the same, or marked again",
    "DELETE FROM hit_counts WHERE hit_counts.ends <": "counts whose time is over",
    "learners.email IS NULL AND learners.name": "who signs for former authors, as one of them goes",
    "learners.id NOT IN": "whether anybody at all has answered, before statistics have begun",
    "learners.email IS NOT NULL AND learners.id": "whether anybody at all has another account",
    "AND complaints.text = ": "whether a report comes in twice: few are about one revision",
    "sign_ins.seen_at < ? ORDER BY": "browsers that stayed away, some at a time",
    "complaints.settled_at IS NULL": "open reports, which are few",
    "(attempts.learner_id, attempts.id) > ": "answers that an author marks again, some at a time",
    "WHERE questions.type = ? ORDER BY attempts.id DESC": "the newest texts, for authors",
}
OTHERS = 2000
MOST = 14  # statements on a page, but for those with one for each table
REACHED = 105  # endpoints
PAGES = ("/", "/progress", "/plan", "/today", "/notes/neuron", "/kept", "/mistakes", "/sets",
         "/topics/neuron", "/history?skill=neuron&outcome=wrong", "/search?q=weights", "/account",
         "/mock", "/whiteboard", "/offline", "/account/export/json")  # fmt: skip
COMMANDS = ("progress --json", "today --json", "bank log --json",
            "role list --json", "account link {email}", "bank retire neuron/choice",
            "bank restore neuron/choice", "bank delete neuron/ordering --yes",
            "role give ben@example.org reviewer --yes", "status", "bank reports --json",
            "bank statistics --json", "bank mark-again", "account devices {email}",
            "account invite cay@example.org", "account sign-out {email}")  # fmt: skip


@dataclass
class Issued:
    """Statements, each with parameters that it was issued with, and how many there were."""

    statements: dict[str, Any] = field(default_factory=dict)
    count: int = 0

    def note(
        self, connection: Connection, cursor: object, statement: str, given: Any, *rest: object
    ) -> None:
        if re.match(r"SELECT|UPDATE|DELETE|INSERT|WITH", statement):
            self.statements.setdefault(statement, given)
            self.count += 1


@pytest.fixture
def issued() -> Iterator[Issued]:
    """What is asked of databases from now on."""
    found = Issued()
    event.listen(Engine, "before_cursor_execute", found.note)
    yield found
    event.remove(Engine, "before_cursor_execute", found.note)


def crowd(table: Table) -> str:
    """A statement that gives each of many other learners a row."""

    def value(column: Column[Any]) -> str:
        if column.type.python_type is str:
            return f"'{column.name}' || i"
        return "i" if column.primary_key or column.foreign_keys else "0"

    columns = ", ".join(column.name for column in table.columns)
    values = ", ".join(map(value, table.columns))
    many = f"WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n LIMIT {OTHERS})"
    return f"{many} INSERT INTO {table} ({columns}) SELECT {values} FROM n"


def wide(database: sqlite3.Connection, statement: str, given: Any) -> list[str]:
    """The steps of SQLite's plan that read more than one learner's rows of a growing table."""
    one = given[0] if isinstance(given, list) else given  # of many rows at once
    tables = {alias: table for table, alias in re.findall(r"(\w+) AS (\w+)", statement)}
    steps = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {statement}", one)]
    reads = [re.match(r"(SCAN|SEARCH) (\w+)", step) for step in steps]
    return [
        step for step, read in zip(steps, reads, strict=True)
        if read and tables.get(read[2], re.sub(r"_\d+$", "", read[2])) in GROWING
        and ("AUTOMATIC" in step or not any(key in step for key in OWN))  # built from all rows
    ]  # fmt: skip


def journey(ben: Visitor, counts: Callable[[], int]) -> dict[str, int]:
    """What a learner does; how many statements each page issues."""
    for kind in ("number", "network"):
        ben.open(kind)
        ben.answer(kind, answer="3")
    ben.get("/plan")
    ben.post("/plan", day="", minutes=20, time_zone="UTC")
    found = {}
    for page in PAGES:
        before = counts()
        assert ben.get(page).status_code == 200, page
        found[page] = counts() - before
    ben.get("/")
    for form in ({}, {"topic": "neuron"}, {"topic": "plan"}):
        assert ben.post("/practice", **form).status_code == 200
        ben.get("/")
    ben.client.post("/offline/pack", json={})
    return found


def test_no_statement_reads_the_rows_of_every_learner(
    app: Flask, ben: Visitor, instructor: Visitor, issued: Issued, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(app.config["DATABASE_URL"].removeprefix("sqlite:///"))
    each = journey(ben, lambda: issued.count)
    many = {page: count for page, count in each.items() if count > MOST and "/account" not in page}
    assert not many, "Ask for all rows at once, not for one after the other."
    assert len(walk(app, instructor)) > REACHED, "The walk no longer gets far."
    (path.parent / "skills.toml").touch()  # an empty bank
    monkeypatch.setenv("QUIZAPP_BANKS", f"own={path.parent}")
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{path}")
    for typed in COMMANDS:
        run = CliRunner().invoke(main, typed.format(email=INSTRUCTOR).split())
        assert run.exit_code == 0, run.output
    database = sqlite3.connect(path)
    for table in GROWING.values():
        database.execute(crowd(table))
    found: dict[str, list[str]] = {}
    for make_known in ("", "ANALYZE"):
        database.execute(make_known)
        found |= {
            statement: steps
            for statement, given in issued.statements.items()
            if not any(said in statement for said in ABOUT_ALL)
            and (steps := wide(database, statement, given))
        }
    database.close()
    assert not found, "Ask for the learner's rows first, or for what an index leads to."
