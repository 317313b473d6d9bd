"""A learner in a real database, with a plan and answers at any time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from quizapp import plan
from quizapp.models import Attempt, Learner
from quizapp.plan import Agenda
from quizapp.practice import open_served, submit
from tests.quizapp import sample_bank

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with sample_bank.full_session(tmp_path) as found:
        yield found


@pytest.fixture
def ada(session: Session) -> Learner:
    return sample_bank.learner(session)


def prepare(session: Session, ada: Learner, until: date | None, **changes: object) -> None:
    kept = {"skills": [], "minutes_a_day": 20, "time_zone": "UTC", "now": NOW} | changes
    plan.save_plan(session, ada, interview_on=until, **kept)  # type: ignore[arg-type]


def answer(
    session: Session, ada: Learner, slug: str, at: datetime, *, right: bool = True,
    seconds: float | None = None, level: int | None = None,
) -> Attempt:  # fmt: skip
    number, seed = sample_bank.row(session, slug).id, int(at.timestamp())
    served = open_served(session, number, seed, level=level)
    assert served
    parts = served.exercise.parts
    given = {part.name: part.answer.write() for part in parts} if right else {}
    done = submit(
        session, served, ada, given, token=f"{slug} {at}", now=at, door="web",
        duration_seconds=seconds, leave_blank=True,
    )  # fmt: skip
    assert isinstance(done, Attempt)
    return done


def on(session: Session, ada: Learner, when: datetime) -> Agenda:
    return plan.agenda(session, ada, now=when)
