"""Old answers whose question has changed since."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from quizapp.accounts import learners
from quizapp.models import Attempt, Question, Revision
from quizapp.web.extensions import db
from tests.web.conftest import NETWORK, NOW
from tests.web.visitor import LEARNER, Visitor


def test_an_answer_to_a_question_that_has_changed_is_shown_with_its_mark(
    visitor: Visitor, app: Flask
) -> None:
    part = {"verdict": "misconception:relu.slope", "credit": 0.0, "remark": "The slope is 0 there."}
    with app.app_context():
        row = db.session.scalar(select(Question).where(Question.slug == "neuron/number"))
        old = Revision(
            question=row,
            number=0,
            text=NETWORK.replace("mlp_backprop", "a_template_of_old"),
            digest="old",
            created_at=NOW,
        )
        attempt = Attempt(
            learner=learners.find(db.session, LEARNER), revision=old, seed=1, redraw=0,
            fingerprint="", params={}, leaves={}, responses={"value.h[0]": "0.71"},
            mark={"score": 0, "parts": {"value.h[0]": part}}, score=0.0,
            token="t", door="web", created_at=NOW,
        )  # fmt: skip
        db.session.add_all([old, attempt])
        db.session.commit()
        number = attempt.id
    visitor.sign_in(LEARNER)
    page = visitor.get(f"/attempts/{number}")
    assert page.status_code == 200
    assert "has changed since you answered it" in page.text
    for kept in ("value.h[0]", "0.71", "The slope is 0 there."):
        assert kept in page.text
