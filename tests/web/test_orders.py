"""Options, pairs and lines on the pages: in the order of the seed, and as they were given after."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from engine import ANSWERS
from engine.answers._shuffled import Shuffled
from engine.exercise.exercise import Exercise
from quizapp.kinds import kind_of
from quizapp.models import Attempt, Learner, Revision, latest_revision
from quizapp.practice import open_served
from quizapp.presenting import prose
from quizapp.web.extensions import db
from tests.web.visitor import Visitor

KINDS = [name for name, cls in ANSWERS.items() if issubclass(cls, Shuffled)]


def exercise(app: Flask, number: int, seed: int) -> Exercise:
    with app.app_context():
        served = open_served(db.session, number, seed)
        assert served is not None
        return served.exercise


def texts(asked: Exercise) -> list[str]:
    """What there is to choose from, in its order."""
    answer = asked.parts[0].answer
    return [prose.text(text) for text in kind_of(answer).choices(answer)]


def in_order(page: str, wanted: list[str]) -> bool:
    """Whether the page names them in that order, formulas aside."""
    plain = [text for text in wanted if re.fullmatch(r"[\w ]+", text)]
    assert len(plain) > 1
    places = [page.index(text) for text in plain]
    return places == sorted(places)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_typed_to_the_order_shown_is_marked_and_stored_whatever_it_was(
    app: Flask, ben: Visitor, kind: str
) -> None:
    stored = set()
    for seed in (0, 1, 2, 3):
        asked = exercise(app, ben.number(kind), seed)
        answer = asked.parts[0].answer
        ben.open(kind, seed)
        done = ben.answer(kind, answer=answer.write())
        assert "Correct" in done.text
        with app.app_context():
            row = db.session.scalars(select(Attempt).order_by(Attempt.id.desc())).first()
            assert row is not None
            assert row.params == ({"order": list(answer.order)} if seed else {})  # type: ignore[attr-defined]
            stored.add(row.responses["answer"])
    assert len(stored) == 1
    assert stored.pop().startswith("#")


def test_a_page_lists_the_lines_in_the_order_of_its_seed(app: Flask, ben: Visitor) -> None:
    number = ben.number("ordering")
    orders = {tuple(texts(exercise(app, number, seed))) for seed in range(1, 9)}
    assert len(orders) > 3
    for seed in range(1, 5):
        assert in_order(ben.open("ordering", seed).text, texts(exercise(app, number, seed)))


def test_a_question_opened_without_a_seed_comes_in_another_order_after_an_answer(
    app: Flask, ben: Visitor
) -> None:
    number = ben.number("ordering")
    for tried in (1, 2):
        wanted = texts(exercise(app, number, tried))
        assert in_order(ben.get(f"/practice/{number}").text, wanted)
        assert in_order(ben.get(f"/practice/{number}").text, wanted)
        ben.answer("ordering", answer="1 2 3 4")


def test_an_attempt_of_before_is_shown_in_the_order_it_was_given_in(
    app: Flask, ben: Visitor
) -> None:
    number = ben.number("ordering")
    own = exercise(app, number, 0)
    with app.app_context():
        found = latest_revision(db.session, number)
        assert isinstance(found, Revision)
        mark = {"verdict": "wrong", "credit": 0.0, "remark": "The first place is off."}
        row = Attempt(
            learner_id=db.session.scalars(
                select(Learner.id).where(Learner.name == "Ben")
            ).one(),
            revision_id=found.id, seed=7, redraw=0, fingerprint=own.fingerprint, params={},
            leaves={}, responses={"answer": "1 2 3 4"}, score=0.0, token="old-one", door="web",
            mark={"score": 0.0, "parts": {"answer": mark}}, created_at=datetime.now(UTC),
        )  # fmt: skip
        db.session.add(row)
        db.session.commit()
        shown = ben.get(f"/attempts/{row.id}")
    assert shown.status_code == 200
    assert "The first place is off." in shown.text
    assert in_order(shown.text, texts(own))
