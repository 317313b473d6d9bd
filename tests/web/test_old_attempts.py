"""Old answers whose question has changed since."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from quizapp.accounts import learners
from quizapp.models import Attempt, Question, Revision
from quizapp.web.extensions import db
from tests.web.conftest import NETWORK, NOW
from tests.web.visitor import LEARNER, Visitor


def test_an_answer_to_a_question_that_has_changed_gets_a_page(visitor: Visitor, app: Flask) -> None:
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
            fingerprint="", params={}, leaves={}, responses={}, mark={"score": 0, "parts": {}},
            score=0.0, token="t", door="web", created_at=NOW,
        )  # fmt: skip
        db.session.add_all([old, attempt])
        db.session.commit()
        number = attempt.id
    visitor.sign_in(LEARNER)
    page = visitor.get(f"/attempts/{number}")
    assert page.status_code == 410
    assert "can no longer be shown" in page.text
