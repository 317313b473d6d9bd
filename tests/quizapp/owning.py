"""Learners with rows in every table."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Table, Text
from sqlalchemy.orm import Session

from quizapp.accounts.export import as_json
from quizapp.accounts.learners import sign_up
from quizapp.accounts.ownership import HANGING, MODELS, OWNED, SIGNED
from quizapp.models import Attempt, Learner
from quizapp.practice import open_served, submit
from tests.quizapp.sample_bank import NOW, row

SAMPLES: dict[type, Any] = {
    bool: True, int: 1, float: 1.0, datetime: NOW, date: date(2026, 5, 4),
    object: {"score": 1.0},
}  # fmt: skip


def account(session: Session, name: str, **other: Any) -> Learner:
    email = f"{name.lower()}@example.org"
    return sign_up(session, email=email, password="long enough", name=name, now=NOW, **other)


def answered(session: Session, learner: Learner, token: str) -> Attempt:
    served = open_served(session, row(session, "neuron/weighted-sum").id, 0)
    attempt = submit(session, served, learner, {"answer": "8"}, token=token, now=NOW, door="web")
    assert isinstance(attempt, Attempt)
    return attempt


def exported(session: Session, learner: Learner) -> dict[str, Any]:
    return json.loads("".join(as_json(session, learner, now=NOW)))


def give_everything(session: Session, learner: Learner, mark: str) -> None:
    """Give the learner a row in every table, with `mark` in its texts."""
    attempt = answered(session, learner, mark)
    question = attempt.revision.question
    known = {
        "learners": learner, "attempts": attempt, "revisions": attempt.revision,
        "questions": question, "skills": question.skill,
    }  # fmt: skip
    for table in (*OWNED, *HANGING):
        if table.name not in known:
            added = MODELS[table](**_filled(table, known, mark))
            session.add(added)
            session.flush()
            known[table.name] = added
    session.commit()


def _filled(table: Table, known: dict[str, Any], mark: str) -> dict[str, Any]:
    """A value for each column, except ids and signatures."""
    signed = {column.key for column in SIGNED if column.table is table}
    numbered = table.autoincrement_column
    return {
        column.key: _value(column, known, mark)
        for column in table.columns
        if column.key not in signed
        and (column.foreign_keys or not column.nullable)
        and (column is not numbered or column.foreign_keys)
    }


def _value(column: Column[Any], known: dict[str, Any], mark: str) -> Any:
    for key in column.foreign_keys:
        return getattr(known[key.column.table.name], key.column.key)
    if column.type.python_type is str:
        return mark if isinstance(column.type, Text) else f"{column.key} of {mark}"
    stored = getattr(column.type, "impl_instance", column.type)
    return SAMPLES[stored.python_type]
