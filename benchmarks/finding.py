"""How quickly an instructor finds questions among many, beside the plain database.

`python -m benchmarks.finding 10000` fills a database of its own with that many questions (in
PostgreSQL if it is given an address) and times each search with the index up to
date: the processor's time, which other programs do not lengthen.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from quizapp.bank.files import question_files
from quizapp.bank.finding import BankFilter, find
from quizapp.bank.indexing import refresh
from quizapp.bank.sync import take_in
from quizapp.models import Question, Revision, latest_revision
from quizapp.storage import migrate, resources
from quizapp.storage.database import make_sessions

ASKED = [
    {}, {"page": "100"}, {"q": "gradient"}, {"q": "σ derivative"}, {"q": "back-propagation"},
    {"q": "backpropogation"}, {"level": "3", "type": "number"}, {"tag": "exam"},
    {"answered": "never"}, {"reported": "yes"}, {"sort": "changed"}, {"q": "net", "sort": "title"},
]  # fmt: skip
TIMES = 5


def main(many: int, url: str | None) -> None:
    """Print the median time of each search."""
    with tempfile.TemporaryDirectory() as folder:
        engine = migrate.prepare(url or f"sqlite:///{folder}/quiz.db")
        with make_sessions(engine)() as session:
            take_in(session, resources.questions(), now=datetime.now(UTC))
            _fill(session, many)
            begun = time.process_time()
            refresh(session)
            session.commit()
            print(f"index of {many:,} questions: {time.process_time() - begun:.1f} s")
            floor = select(Question).order_by(Question.title).limit(50)
            print(f"{_median(lambda: list(session.scalars(floor))):7.1f} ms  plain database")
            for asked in ASKED:
                found = find(session, BankFilter.of(asked))
                taken = _median(lambda asked=asked: find(session, BankFilter.of(asked)))
                print(f"{taken:7.1f} ms  {asked or 'all'}: {found.total} {found.instead}")
        engine.dispose()


def _fill(session: Session, many: int) -> None:
    """Copy the questions under other names until there are so many."""
    rows = list(session.scalars(select(Question).order_by(Question.id)))
    texts = {row.id: latest_revision(session, row.id) for row in rows}
    assert len(question_files(resources.questions())) == len(rows)
    for number in range(many - len(rows)):
        row = rows[number % len(rows)]
        copied = session.scalar(
            insert(Question)
            .values(
                slug=f"{row.slug}-{number}", skill_slug=row.skill_slug, type=row.type,
                title=f"{row.title} {number}", level=row.level,
            )
            .returning(Question.id)
        )  # fmt: skip
        latest = texts[row.id]
        assert latest
        session.execute(insert(Revision).values(
            question_id=copied, number=1, text=latest.text, digest=latest.digest,
            created_at=latest.created_at, note="",
        ))  # fmt: skip
    session.commit()


def _median(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        begun = time.process_time()
        run()
        taken.append(time.process_time() - begun)
    return 1000 * sorted(taken)[TIMES // 2]


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 10_000,
        sys.argv[2] if len(sys.argv) > 2 else None,
    )
