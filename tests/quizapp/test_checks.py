"""Checks in a study page: spaced, failed ones first, and never twice on a page."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from quizapp.models import Learner
from quizapp.practice import Checks, checks, submit
from quizapp.practice.checks import AFTER_RIGHT, AFTER_WRONG, due
from quizapp.practice.serving import NEVER
from tests.quizapp.sample_bank import NOW, full_session, learner, row

SUM, BIAS = "weighted-sum", "what-bias-does"  # the two quick ones of the neuron
DAY = timedelta(days=1)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return full_session(tmp_path)


def asked(found: Checks) -> list[str | None]:
    return [served and served.question_row.slug.partition("/")[2] for served in found.places]


def answer(session: Session, ada: Learner, slug: str, given: str, at=NOW) -> None:
    served = next(served for served in checks(session, None, "neuron", [slug], at).places if served)
    assert served.question_row.id == row(session, f"neuron/{slug}").id
    submit(session, served, ada, {"answer": given}, token=f"{slug}{at}", now=at, door="web")
    session.commit()


def test_each_right_answer_in_a_row_lets_a_check_rest_longer_and_a_wrong_one_starts_again() -> None:
    assert due([]) == NEVER
    for count, rest in enumerate(AFTER_RIGHT, 1):
        assert due([(NOW, 0.0)] + [(NOW, 1.0)] * count) == NOW + rest
    assert due([(NOW, 1.0)] * 50) == NOW + AFTER_RIGHT[-1]
    assert due([(NOW, 1.0), (NOW, 1.0), (NOW, 0.5)]) == NOW + AFTER_WRONG
    assert list(AFTER_RIGHT) == sorted(AFTER_RIGHT)


def test_a_page_asks_the_named_question_or_another_one_but_nothing_twice(session: Session) -> None:
    found = checks(session, None, "neuron", [BIAS, "", ""], NOW)
    assert asked(found) == [BIAS, SUM, None]
    assert found.next_due is None
    assert asked(checks(session, None, "neuron", ["no-such-question"], NOW)) == [SUM]


def test_a_recently_correct_question_is_replaced_by_another_until_it_is_due(
    session: Session,
) -> None:
    ada = learner(session)
    answer(session, ada, BIAS, "1")
    later = NOW + timedelta(hours=1)
    found = checks(session, ada, "neuron", [BIAS], later)
    assert asked(found) == [SUM]
    assert found.next_due == NOW + DAY
    assert asked(checks(session, ada, "neuron", [BIAS], NOW + DAY)) == [BIAS]
    assert asked(checks(session, learner(session, "Ben"), "neuron", [BIAS], later)) == [BIAS]


def test_a_page_whose_checks_all_rest_asks_nothing_and_says_until_when(session: Session) -> None:
    ada = learner(session)
    answer(session, ada, BIAS, "1")
    answer(session, ada, SUM, "7", NOW + timedelta(minutes=5))
    found = checks(session, ada, "neuron", ["", BIAS], NOW + timedelta(minutes=6))
    assert asked(found) == [None, None]
    assert found.next_due == NOW + DAY


def test_wrong_answers_come_back_soon_and_before_new_questions(session: Session) -> None:
    ada = learner(session)
    answer(session, ada, BIAS, "2")
    assert asked(checks(session, ada, "neuron", [""], NOW + timedelta(minutes=1))) == [SUM]
    assert asked(checks(session, ada, "neuron", [""], NOW + AFTER_WRONG)) == [BIAS]
