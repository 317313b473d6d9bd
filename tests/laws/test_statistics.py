"""Law: after any history of the log, the statistics are those that the log itself gives."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.deletion import leave
from quizapp.accounts.import_file import read_file
from quizapp.accounts.importing import bring_in
from quizapp.accounts.learners import merge_guest
from quizapp.models import (
    Attempt,
    Learner,
    correct,
)
from quizapp.practice import open_served, submit
from quizapp.statistics.counting import changing, kept, rebuild
from quizapp.statistics.item_figures import all_figures
from tests.quizapp.owning import exported
from tests.quizapp.sample_bank import NOW, full_session, row

ANSWERS = {
    "neuron/weighted-sum": ("7", "8", "9", ""),
    "neuron/what-bias-does": ("1", "2", ""),
    "backprop/one-neuron": ("0.5", "1", ""),
}
PEOPLE = 4
WHO, WHICH = st.integers(0, PEOPLE - 1), st.sampled_from(sorted(ANSWERS))
ANSWER = st.tuples(st.just("answer"), WHO, WHICH, st.integers(0, 3), st.integers(-3, 3))
EVENTS = st.one_of(
    ANSWER,
    st.tuples(st.just("merge"), WHO, WHO),
    st.tuples(st.just("leave"), WHO),
    st.tuples(st.just("import"), WHO, WHO),
    st.tuples(st.just("correct"), WHO),
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder: Path = tmp_path_factory.mktemp("statistics")
    with full_session(folder) as made:
        yield made


class History:
    """What happens to a few people, who are guests until one of them is merged."""

    def __init__(self, session: Session) -> None:
        self.session, self.tokens = session, 0
        self.people = [Learner(name=f"P{n}", created_at=NOW) for n in range(PEOPLE)]
        session.add_all(self.people)
        session.flush()

    def answer(self, who: int, slug: str, choice: int, days: int) -> None:
        served = open_served(self.session, row(self.session, slug).id, choice)
        assert served
        said = ANSWERS[slug][choice % len(ANSWERS[slug])]
        self.tokens += 1
        submit(
            self.session, served, self.people[who],
            {part.name: said for part in served.exercise.parts},
            token=str(self.tokens), now=NOW + timedelta(days=days), door="web", hints_used=choice,
            leave_blank=True,
        )  # fmt: skip

    def merge(self, giver: int, taker: int) -> None:
        if giver != taker:
            merge_guest(self.session, self.people[giver], self.people[taker])
            self._anew(giver)

    def leave(self, who: int) -> None:
        leave(self.session, self.people[who], now=NOW)
        self._anew(who)

    def import_(self, giver: int, taker: int) -> None:
        file = read_file(json.dumps(exported(self.session, self.people[giver])).encode())
        bring_in(self.session, self.people[taker], file, now=NOW + timedelta(days=9))

    def correct(self, who: int) -> None:
        mine = select(Attempt).where(Attempt.learner_id == self.people[who].id)
        for attempt in self.session.scalars(mine).all():
            with changing(self.session, attempt.learner_id, question=attempt.revision.question_id):
                if not attempt.mark.get("again"):
                    mark = attempt.mark | {"score": 0.25, "again": True}
                    correct(self.session, attempt, fingerprint="", mark=mark, reason="", now=NOW)

    def _anew(self, who: int) -> None:
        self.people[who] = Learner(name="New", created_at=NOW)
        self.session.add(self.people[who])
        self.session.flush()


def facility_by_hand(session: Session) -> dict[int, Fraction]:
    """The mean of first scores, from the log alone."""
    total: Counter[int] = Counter()
    number: Counter[int] = Counter()
    seen = set()
    for one in session.scalars(select(Attempt).order_by(Attempt.created_at, Attempt.id)):
        key = one.learner_id, one.revision.question_id
        if key not in seen:
            seen.add(key)
            number[key[1]] += 1
            total[key[1]] += round(1_000_000 * one.score)
    return {question: Fraction(total[question], number[question]) for question in number}


WRONG, RIGHT = (("answer", 0, "neuron/weighted-sum", n, -n) for n in (1, 0))


@pytest.mark.slow
@given(st.lists(ANSWER, min_size=5, max_size=8), st.lists(EVENTS, max_size=6))
@example([RIGHT, WRONG], [("leave", 0)])
@example([WRONG, RIGHT], [("import", 0, 1), ("correct", 1), ("merge", 0, 1)])
@settings(max_examples=15, deadline=None)
def test_what_was_counted_on_the_way_is_what_the_log_gives(
    session: Session, answers: list[tuple[Any, ...]], events: list[tuple[Any, ...]]
) -> None:
    history = History(session)
    for name, *arguments in answers + events:
        getattr(history, "import_" if name == "import" else name)(*arguments)
    on_the_way = kept(session)
    found = {one.question_id: one.facility for one in all_figures(session)}
    by_hand = facility_by_hand(session)
    rebuild(session)
    again = kept(session)
    session.rollback()
    assert on_the_way == again
    assert found == {key: pytest.approx(float(value) / 1e6) for key, value in by_hand.items()}


@pytest.mark.slow
def test_where_all_answer_the_same_questions_the_figures_are_those_of_moodle(
    session: Session,
) -> None:
    chance = np.random.default_rng(3)
    history = History(session)
    history.people += [Learner(name="More", created_at=NOW) for _ in range(12)]
    session.add_all(history.people)
    for who in range(len(history.people)):
        for slug in ANSWERS:
            history.answer(who, slug, int(chance.integers(0, 3)), 0)
    scores: dict[str, list[float]] = {slug: [] for slug in ANSWERS}
    for one in session.scalars(select(Attempt).order_by(Attempt.learner_id)):
        scores[one.revision.question.slug].append(one.score)
    found = {one.slug: one for one in all_figures(session)}
    total = np.sum(list(scores.values()), axis=0)
    for slug, item in scores.items():
        assert found[slug].facility == pytest.approx(np.mean(item))
        assert found[slug].spread == pytest.approx(np.std(item, ddof=1))
        if np.std(item):
            expected = np.corrcoef(item, total - item)[0, 1]
            assert found[slug].discrimination == pytest.approx(expected, abs=1e-5)
    assert any(one.discrimination for one in found.values())
    session.rollback()
