"""How quickly the statistics open over a long log, beside the plain database.

`python -m benchmarks.statistics_pages 1000000` writes that many attempts (2,000 learners for every
300,000) on 300 questions into a database of its own, counts them, and times the pages' work and
one more answer: the processor's time, which other programs do not lengthen.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from quizapp.bank.sync import take_in as take_in_files
from quizapp.models import Attempt, Learner, Question, QuestionSums, Revision
from quizapp.practice import open_served, submit
from quizapp.statistics.attention import reasons
from quizapp.statistics.counting import rebuild
from quizapp.statistics.item_figures import all_figures
from quizapp.statistics.question_report import question_report
from quizapp.storage import migrate, resources
from quizapp.storage.database import make_sessions

QUESTIONS = 300
EACH = 150  # attempts of a learner
AT_ONCE = 20_000
TIMES = 5
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def main(many: int, url: str | None) -> None:
    """Print the median time of each page."""
    with tempfile.TemporaryDirectory() as folder:
        engine = migrate.prepare(url or f"sqlite:///{folder}/quiz.db")
        with make_sessions(engine)() as session:
            take_in_files(session, resources.questions(), now=NOW)
            _fill(session, many)
            begun = time.process_time()
            firsts = rebuild(session)
            session.commit()
            taken = time.process_time() - begun
            print(f"counted {many:,} attempts, {firsts:,} of them first: {taken:.0f} s")
            busiest = session.scalar(
                select(QuestionSums.question_id).order_by(QuestionSums.answers.desc()).limit(1)
            )
            question = session.get(Question, busiest)
            assert question
            floor = select(QuestionSums)
            _time("plain database", lambda: list(session.execute(floor)))
            _time("all questions", lambda: reasons(session, all_figures(session)))
            _time("one question", lambda: question_report(session, question))
            learner = session.scalar(select(func.max(Learner.id)).select_from(Learner))
            _time("one more answer", lambda: _answer(session, learner))
        engine.dispose()


def _fill(session: Session, many: int) -> None:
    chance = random.Random(1)
    marks = [_mark(session, row) for row in session.scalars(select(Revision).limit(QUESTIONS))]
    people = max(1, many // EACH)
    session.execute(insert(Learner), [{"name": str(n), "created_at": NOW} for n in range(people)])
    rows: list[dict[str, Any]] = []
    for n in range(many):
        at = NOW + timedelta(minutes=n // 2)
        rows.append(
            chance.choice(marks)
            | {
                "learner_id": 1 + n % people, "token": str(n), "created_at": at, "day": at.date(),
                "duration_seconds": chance.uniform(10, 300),
            }
        )  # fmt: skip
        if len(rows) == AT_ONCE or n == many - 1:
            session.execute(insert(Attempt), rows)
            rows.clear()
    session.commit()


def _mark(session: Session, revision: Revision) -> dict[str, Any]:
    """An attempt on the question as the service stores it, half of it a mistake."""
    served = open_served(session, revision.question_id, 7)
    assert served
    said = {}
    for at, part in enumerate(served.exercise.parts):
        known = part.answer.misconceptions
        said[part.name] = known[0].written if known and at % 2 else part.answer.write()
    guest = Learner(name="Sample", created_at=NOW)
    session.add(guest)
    session.flush()
    made = submit(session, served, guest, said, token="1", now=NOW, door="web", leave_blank=True)
    assert isinstance(made, Attempt)
    names = [column.key for column in Attempt.__table__.columns if column.key != "id"]
    found = {name: getattr(made, name) for name in names}
    session.rollback()
    return found


def _answer(session: Session, learner_id: int | None) -> None:
    """An answer of somebody who has answered many questions; it is taken back."""
    learner = session.get(Learner, learner_id)
    answered = select(Revision.question_id).join(Attempt).where(Attempt.learner_id == learner_id)
    fresh = select(Revision.question_id).where(Revision.question_id.not_in(answered)).limit(1)
    served = open_served(session, session.scalar(fresh) or 1, 3)
    assert learner
    assert served
    said = {part.name: part.answer.write() for part in served.exercise.parts}
    submit(session, served, learner, said, token="more", now=NOW, door="web", leave_blank=True)
    session.rollback()


def _time(what: str, run: Callable[[], object]) -> None:
    taken = []
    for _ in range(TIMES):
        begun = time.process_time()
        run()
        taken.append(time.process_time() - begun)
    print(f"{1000 * sorted(taken)[TIMES // 2]:7.1f} ms  {what}")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000,
        sys.argv[2] if len(sys.argv) > 2 else None,
    )
