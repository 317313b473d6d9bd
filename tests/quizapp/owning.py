"""Learners who have something in every table."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from quizapp.accounts.learners import sign_up
from quizapp.models import (
    Attempt,
    Base,
    Complaint,
    Correction,
    Draft,
    Interview,
    Keepsake,
    Learner,
    Plan,
    SignIn,
    Token,
    Whiteboard,
)
from quizapp.practice import open_served, submit
from tests.quizapp.sample_bank import NOW, row

OWNED = [table for table in Base.metadata.sorted_tables if "learner_id" in table.c]


def account(session: Session, name: str, **other: Any) -> Learner:
    email = f"{name.lower()}@example.org"
    return sign_up(session, email=email, password="long enough", name=name, now=NOW, **other)


def answered(session: Session, learner: Learner, token: str) -> Attempt:
    served = open_served(session, row(session, "neuron/weighted-sum").id, 0)
    attempt = submit(session, served, learner, {"answer": "8"}, token=token, now=NOW, door="web")
    assert isinstance(attempt, Attempt)
    return attempt


def give_everything(session: Session, learner: Learner, mark: str) -> None:
    """A row in every table there is."""
    attempt = answered(session, learner, mark)
    revision, question = attempt.revision_id, attempt.revision.question_id
    whose: dict[str, Any] = {"learner_id": learner.id}
    session.add_all([
        Complaint(**whose, revision_id=revision, seed=0, params={}, text=mark, created_at=NOW),
        Interview(**whose, minutes=15, items=[], position=0, spent_seconds=0, created_at=NOW),
        SignIn(**whose, digest=f"digest of {mark}", created_at=NOW),
        Token(**whose, name=mark, digest=f"digest of {mark}", created_at=NOW),
        Whiteboard(**whose, revision_id=revision, seed=0, params={}, target="y", lines=[mark],
                   hints_used=0, created_at=NOW),
        Draft(**whose, place=f"/practice/{question}", content={"fields": mark}, updated_at=NOW),
        Keepsake(**whose, question_id=question, note=mark, updated_at=NOW),
        Correction(attempt_id=attempt.id, former_mark={"score": 1.0}, former_score=1.0,
                   former_fingerprint="f", reason=mark, corrected_at=NOW),
        Plan(**whose, interview_on=date(2026, 5, 4), skills=["neuron"], minutes_a_day=20,
             time_zone="UTC", updated_at=NOW),
    ])  # fmt: skip
    session.commit()
