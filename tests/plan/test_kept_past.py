"""Law: what is kept of a log says the same as the log itself, after any history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from quizapp import browse, plan, practice
from quizapp.accounts.learners import create_guest, merge_guest
from quizapp.bank import acts
from quizapp.models import Attempt, Fold, Learner, Question, Revision, correct
from quizapp.plan import PLACEMENT, kept_past
from quizapp.practice import submitting
from tests.quizapp import sample_bank

NOW = datetime(2027, 3, 9, 9, tzinfo=UTC)
FEW = 3  # answers at once, where the product waits for more

question = st.integers(0, 3)
day = st.integers(0, 8)  # before today
score = st.sampled_from([0.0, 0.5, 1.0, None])  # None: the solution was asked for
answers = st.lists(st.tuples(question, day, score, st.integers(1, 400)), min_size=1, max_size=8)
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
                score=points or 0.0, token=f"{next(self.tokens) % 40}-{bool(by)}", door=door,
                duration_seconds=minutes / 2, created_at=at, day=at.date(),
            )  # fmt: skip
            if practice.submitting.stored(self.session, by or self.learner, made.token):
                continue
            self.session.add(made)
            self.session.flush()
            if kept and not by:
                submitting.keep_past(self.session, self.learner, made)

    def happen(self, what: str, given: object) -> None:
        if what in ("answer", "import", "place"):
            door = PLACEMENT if what == "place" else "web"
            self.answer(given, kept=what != "import", door=door)  # type: ignore[arg-type]
        elif what == "merge":
            guest = create_guest(self.session, now=NOW)
            self.answer(given, by=guest)  # type: ignore[arg-type]
            merge_guest(self.session, guest, self.learner)
        elif what == "correct":
            rows = list(self.session.scalars(select(Attempt).order_by(Attempt.id)))
            if rows:
                one = rows[given % len(rows)]  # type: ignore[operator]
                mark = {"score": 1.0, "parts": {"a": {"verdict": "correct", "credit": 1,
                                                      "remark": ""}}}  # fmt: skip
                self.session.execute(delete_correction(one))
                correct(self.session, one, fingerprint="f", mark=mark, reason="", now=NOW)
        else:
            row = self.questions[given]  # type: ignore[call-overload]
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


def delete_correction(one: Attempt):
    from quizapp.models import Correction

    return delete(Correction).where(Correction.attempt_id == one.id)


def seen(session: Session, learner: Learner) -> list[object]:
    """Everything that pages show of the log."""
    found = plan.learnt(session, learner, now=NOW)
    listed = plan.todays_list(session, learner, now=NOW)
    return [
        found.whole, found.traits.weights.tolist(), plan.standings(found, now=NOW),
        plan.by_day(found), plan.by_week(found, NOW.date()),
        listed.ahead, listed.goes_on, listed.morning, listed.bench, listed.total,
        practice.progress(session, learner, now=NOW),
        browse.entries(session, learner),
        practice.serving.last_tried(session, learner, None),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with sample_bank.full_session(tmp_path_factory.mktemp("bank")) as found:
        sample_bank.learner(found)
        found.commit()
        yield found


kept: list[bool] = []


@given(st.lists(acts_of_history, min_size=1, max_size=6))
@settings(max_examples=60)
def test_what_is_kept_says_what_the_log_says(bank: Session, history) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(submitting, "AT_ONCE", 1)
        patch.setattr(kept_past, "AT_ONCE", FEW)
        ada = (
            bank.scalars(select(Learner).where(Learner.email.is_not(None))).first()
            or bank.scalars(select(Learner)).one()
        )
        rows = list(bank.scalars(select(Question).order_by(Question.id)))
        told = History(bank, ada, rows, count())
        try:
            for what, given_ in history:
                told.happen(what, given_)
                by_fold = seen(bank, ada)
                one = kept_past._kept(bank, ada)
                kept.append(one is not None)
                if one:
                    bank.delete(one)
                    bank.flush()
                    assert by_fold == seen(bank, ada)
                    # and it is the same again if it is made anew
        finally:
            bank.rollback()
