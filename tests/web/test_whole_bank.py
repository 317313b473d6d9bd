"""Every question of the bank can be asked, and its solution shown."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from engine import TEMPLATES, build
from quizapp.bank.sync import sync
from quizapp.models import Question
from quizapp.storage import migrate, resources
from quizapp.storage.database import make_sessions
from quizapp.web import create_app
from quizapp.web.drawing.network.picture import picture
from tests.web.visitor import Visitor


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_a_picture_shows_the_whole_exercise_or_there_is_none(template: str) -> None:
    exercise = build(template, 2)
    shown = picture(exercise)
    assert shown is None or set(shown.spots) == {part.name for part in exercise.parts}


def test_every_question_of_the_bank_can_be_asked_and_solved(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'quizapp.db'}"
    with make_sessions(migrate.prepare(url))() as session:
        sync(session, resources.questions(), now=datetime(2026, 1, 1, tzinfo=UTC))
        session.commit()
        questions = {question.id: question.slug for question in session.scalars(select(Question))}
    visitor = Visitor(create_app(url, SECRET_KEY="test", TESTING=True))
    assert len(questions) >= 60
    for number, slug in questions.items():
        asked = visitor.get(f"/practice/{number}?seed=11&hints=99")
        assert asked.status_code == 200, slug
        solved = visitor.post(f"/practice/{number}", **visitor.hidden(), action="solution")
        assert solved.request.path.startswith("/attempts/"), slug
        assert solved.status_code == 200, slug
