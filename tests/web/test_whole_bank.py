"""Every question of the bank can be asked, and its solution shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from engine import TEMPLATES, build
from quizapp.models import Question
from quizapp.storage.database import make_engine, make_sessions
from quizapp.web import create_app
from quizapp.web.drawing.network.picture import picture
from tests.web.visitor import Visitor


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_a_picture_shows_the_whole_exercise_or_there_is_none(template: str) -> None:
    exercise = build(template, 2)
    shown = picture(exercise)
    assert shown is None or set(shown.spots) == {part.name for part in exercise.parts}


def test_every_question_of_the_bank_can_be_asked_and_solved(
    whole_bank: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{shutil.copy(whole_bank, tmp_path / 'quizapp.db')}"
    with make_sessions(make_engine(url))() as session:
        questions = {question.id: question.slug for question in session.scalars(select(Question))}
    visitor = Visitor(create_app(url, SECRET_KEY="test", TESTING=True))
    assert len(questions) >= 60
    for number, slug in questions.items():
        asked = visitor.get(f"/practice/{number}?seed=11&hints=99")
        assert asked.status_code == 200, slug
        solved = visitor.post(f"/practice/{number}", **visitor.hidden(), action="solution")
        assert solved.request.path.startswith("/attempts/"), slug
        assert solved.status_code == 200, slug
