"""The full drill of an exercise, which asks for every step and not only for what counts."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from engine import build
from quizapp.models import Attempt, Question, Revision
from quizapp.web.extensions import db
from tests.web.conftest import NETWORK, NOW
from tests.web.visitor import Visitor

OFFER = "Full drill"


@pytest.fixture
def network(visitor: Visitor, app: Flask) -> str:
    """The address of a network that is asked about as in an interview."""
    with app.app_context():
        row = db.session.scalar(select(Question).where(Question.slug == "neuron/network"))
        text = NETWORK.partition("[params]")[0]
        db.session.add(Revision(question=row, number=99, text=text, digest="d", created_at=NOW))
        db.session.commit()
    return f"/practice/{visitor.number('network')}"


def latest(app: Flask) -> Attempt:
    with app.app_context():
        return db.session.scalars(select(Attempt).order_by(Attempt.id.desc())).first()


def test_a_short_exercise_offers_its_full_drill_about_the_same_network(
    visitor: Visitor, app: Flask, network: str
) -> None:
    short = visitor.get(f"{network}?seed=5")
    full = visitor.get(f"{network}?seed=5&and_if=all")
    assert f'href="{network}?seed=5&amp;and_if=all">{OFFER}' in short.text
    assert OFFER not in full.text
    assert short.text.count('name="answer:') == 3
    assert full.text.count('name="answer:') == 12
    exercise = build("mlp_backprop", 5, ask="all")
    keys = {f"answer:{part.name}": part.answer.write() for part in exercise.parts}
    marked = visitor.answer("network", **keys)
    assert "100%" in marked.text
    assert "Full drill: every step" not in marked.text
    assert len(latest(app).mark["parts"]) == 12
    assert "100%" in visitor.get(f"/attempts/{latest(app).id}").text


def test_the_mark_of_a_short_exercise_offers_the_full_drill_beside_what_may_change(
    visitor: Visitor, app: Flask, network: str
) -> None:
    visitor.get(f"{network}?seed=5")
    exercise = build("mlp_backprop", 5)
    keys = {f"answer:{part.name}": part.answer.write() for part in exercise.parts}
    marked = visitor.answer("network", **keys)
    assert "What if the hidden activation were tanh?" in marked.text
    assert f'href="{network}?seed=5&amp;and_if=all">Full drill: every step' in marked.text


def test_a_question_without_more_to_ask_offers_no_full_drill(visitor: Visitor) -> None:
    assert OFFER in visitor.open("momentum", seed=5).text
    assert OFFER not in visitor.open("number").text
    assert visitor.get(f"/practice/{visitor.number('number')}?and_if=all").status_code == 200
