"""Law: what is kept of a log says the same as the log itself, after any history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from quizapp import browse, plan, practice
from quizapp.accounts.learners import create_guest, merge_guest
from quizapp.bank import acts
from quizapp.models import Attempt, Correction, Fold, Learner, Question, Revision, correct
from quizapp.plan import PLACEMENT, kept_past, standing
from quizapp.practice import submitting
from quizapp.storage.kept_results import KeptResults
from tests.quizapp import sample_bank

NOW = datetime(2027, 3, 9, 9, tzinfo=UTC)
FEW = 3  # answers at once, where the product waits for more

question = st.integers(0, 3)
day = st.integers(0, 8)  # before today
score = st.sampled_from([0.0, 0.5, 1.0, None])  # None: the solution was asked for
minutes = st.sampled_from([1, 2, 90])  # before nine o'clock; some answers are of one moment
answers = st.lists(st.tuples(question, day, score, minutes), min_size=1, max_size=4)
# What is known is known from a placement, where it may have been guessed: all later answers are
# wrong. Question 0 is a choice.
PLACED = 4
BEFORE = [
    (n % 4 if n >= PLACED else 0, 8 - n // 4, 0.5 if n >= PLACED else 1.0, 3 + n) for n in range(20)
]
acts_of_history = st.one_of(
    st.tuples(st.just("answer"), answers),
    st.tuples(st.just("import"), answers),
    st.tuples(st.just("place"), answers),
    st.tuples(st.just("merge"), answers),
    st.tuples(st.just("correct"), st.integers(0, 20)),
    st.tuples(st.just("edit"), question),
    st.tuples(st.just("move"), question),
)


@dataclass
class History:
    """A learner to whom things happen."""

    session: Session
    learner: Learner
    questions: list[Question]
    tokens: Iterator[int]

    def answer(
        self, given: list[tuple[int, int, float | None, int]], *, kept: bool = True,
        by: Learner | None = None, door: str = "web",
    ) -> None:  # fmt: skip
        """Answers in any order of days, the clock set back where it has to be."""
        for which, ago, points, minutes in given:
            at, row = NOW - timedelta(days=ago, minutes=minutes), self.questions[which]
            verdict = "unreadable" if points is None else "wrong"
            revision = select(func.max(Revision.id)).where(Revision.question_id == row.id)
            made = Attempt(
                learner_id=(by or self.learner).id, seed=0, redraw=0, fingerprint="", params={},
                revision_id=self.session.scalar(revision), leaves={}, responses={},
                mark={"parts": {"a": {"verdict": verdict, "credit": points or 0, "remark": ""}}},
                score=points or 0.0, token=f"{next(self.tokens) % 25}", door=door,
                duration_seconds=minutes / 2, created_at=at, day=at.date(),
            )  # fmt: skip
            if practice.submitting.stored(self.session, by or self.learner, made.token):
                continue
            self.session.add(made)
            self.session.flush()
            if kept and not by:
                submitting.keep_past(self.session, self.learner, made)

    def happen(self, what: str, given: Any) -> None:
        if what in ("answer", "import", "place"):
            door = PLACEMENT if what == "place" else "web"
            self.answer(given, kept=what != "import", door=door)
        elif what == "merge":
            guest = create_guest(self.session, now=NOW)
            self.answer(given, by=guest)
            merge_guest(self.session, guest, self.learner)
        elif what == "correct":
            right = {"verdict": "correct", "credit": 1, "remark": ""}
            rows = self.session.scalars(select(Attempt).order_by(Attempt.id)).all()
            one = rows[given % len(rows)]
            if self.session.get(Correction, (one.learner_id, one.id)) is None:
                mark = {"score": 1.0, "parts": {"a": right}}
                correct(self.session, one, fingerprint="f", mark=mark, reason="", now=NOW)
        else:
            row = self.questions[given]
            if what == "edit":
                last = self.session.scalar(
                    select(func.max(Revision.number)).where(Revision.question_id == row.id)
                )
                row.level = 1 + row.level % 3
                self.session.add(Revision(question=row, number=(last or 0) + 1, text="",
                                          digest="d", created_at=NOW))  # fmt: skip
            else:
                row.skill_slug = "backprop" if row.skill_slug == "neuron" else "neuron"
                acts.record(self.session, "move", by=None, now=NOW, question=row)
        self.session.flush()


def seen(session: Session, learner: Learner, now: datetime) -> list[object]:
    """Everything that pages show of the log."""
    found = plan.learnt(session, learner, now=now)
    listed = plan.todays_list(session, learner, now=now)
    return [
        found.whole, found.traits.weights.tolist(), plan.standings(found, now=now),
        plan.by_day(found), plan.by_week(found, now.date()),
        listed.ahead, listed.goes_on, listed.morning, listed.bench, listed.total,
        practice.progress(session, learner, now=now),
        browse.entries(session, learner),
        practice.serving.last_tried(session, learner, None),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with sample_bank.full_session(tmp_path_factory.mktemp("bank")) as found:
        sample_bank.learner(found)
        found.commit()
        yield found


@pytest.mark.slow
@given(st.lists(acts_of_history, max_size=3), st.sampled_from([0, 5]))
@example([("answer", [(1, 0, 0.5, 1), (0, 0, None, 2)])], 0)
@example([], 5)  # the clock was set back, before what is kept
@example([("answer", [(0, 7, 0.0, 1)])], 0)  # and an answer came in then
@example([("import", [(2, 5, 0.5, 90)])], 0)
@example([("place", [(0, 0, 0.0, 1)])], 0)
@example([("merge", [(3, 4, 0.0, 1)])], 0)
@example([("correct", 4)], 0)
@example([("edit", 0)], 0)
@example([("move", 0)], 0)
@settings(max_examples=15)
def test_what_is_kept_says_what_the_log_says(
    bank: Session, history: list[tuple[str, Any]], back: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(submitting, "ENOUGH", 1)
        patch.setattr(kept_past, "ENOUGH", FEW)
        ada = bank.scalars(select(Learner)).one()
        rows = list(bank.scalars(select(Question).order_by(Question.type != "choice", Question.id)))
        told = History(bank, ada, rows, count())
        try:
            told.answer(BEFORE[:PLACED], kept=False, door=PLACEMENT)
            told.answer(BEFORE[PLACED:-1], kept=False)
            told.answer(BEFORE[-1:])
            assert bank.get(Fold, ada.id), "nothing is kept, so nothing is tested"
            for what, given_ in history:
                seen(bank, ada, NOW - timedelta(days=back))  # which this process keeps
                told.happen(what, given_)
            by_fold = seen(bank, ada, NOW - timedelta(days=back))
            patch.setattr(KeptResults, "of", lambda self, marks, more, make: make())
            bank.execute(delete(Fold))
            bank.expire_all()
            assert by_fold == seen(bank, ada, NOW - timedelta(days=back))
            assert standing.rebuild(bank, today=NOW.date()) == 1
        finally:
            bank.rollback()
