"""How long the import of a large file takes, beside the plain database.

`python -m benchmarks.importing 10000` writes a GIFT file of that many questions, times its report,
its import, and the import of the same file again, and then the rows alone, without anything that is
looked at: the processor's time, which other programs do not lengthen.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import insert
from sqlalchemy.orm import Session

from quizapp.accounts import learners
from quizapp.exchange.arriving import Arrival, arrivals
from quizapp.exchange.opening import open_file
from quizapp.exchange.taking_in import take_in
from quizapp.models import Question, Revision, Skill
from quizapp.storage import migrate
from quizapp.storage.database import make_sessions

NOW = datetime.now(UTC)
Made = TypeVar("Made")
ASKED = (
    "::Sum {n}::What is {n} + 1?{{#{m}:0#It is one more.}}\n\n"
    "::Steps {n}::How many steps are {n} epochs of one batch?{{={n}#One each. ~{m}#One too many.}}"
    "\n\n"
)


def main(many: int) -> None:
    """Print the time of each step."""
    data = ("$CATEGORY: neuron\n\n" + "".join(
        ASKED.format(n=n, m=n + 1) for n in range(1, many // 2 + 1)
    )).encode()  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        engine = migrate.prepare(f"sqlite:///{folder}/quiz.db")
        with make_sessions(engine)() as session:
            session.add(Skill(slug="neuron", title="Neuron", summary="", position=1))
            by = learners.terminal_learner(session, now=NOW, email=None)
            session.commit()
            found = _timed("report", lambda: _report(session, data))
            note = "benchmark"
            taken = _timed("import", lambda: take_in(session, found, by=by, now=NOW, note=note))
            session.commit()
            assert len(taken.new) == many, taken.failed[:3]
            again = _timed("report again", lambda: _report(session, data))
            assert not any(one.comes_in for one in again)
            _timed("plain database", lambda: _rows(session, found))
        engine.dispose()


def _report(session: Session, data: bytes) -> list[Arrival]:
    used, found = open_file("course.gift", data)
    return arrivals(session, found, format=used.name, source="A course")


def _rows(session: Session, found: list[Arrival]) -> None:
    """Insert as many questions and revisions, with the same texts."""
    questions = [
        {"slug": f"{one.slug}-plain", "skill_slug": "neuron", "title": one.title, "type": "number",
         "level": 2} for one in found
    ]  # fmt: skip
    numbers = session.scalars(insert(Question).returning(Question.id), questions)
    session.execute(insert(Revision), [
        {"question_id": number, "number": 1, "text": one.text, "digest": one.digest,
         "note": "", "created_at": NOW} for number, one in zip(numbers, found, strict=True)
    ])  # fmt: skip
    session.commit()


def _timed(what: str, work: Callable[[], Made]) -> Made:
    begun = time.process_time()
    made = work()
    print(f"{time.process_time() - begun:7.1f} s  {what}")
    return made


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
