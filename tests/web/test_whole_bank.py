"""Every question of the bank can be asked, and its solution shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from engine import TEMPLATES, build
from quizapp.bank.files import read_skills
from quizapp.models import Question
from quizapp.storage import resources
from quizapp.web import create_app
from quizapp.web.drawing.network.picture import picture
from quizapp.web.extensions import db
from tests.web.visitor import Visitor


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_a_picture_shows_the_whole_exercise_or_there_is_none(template: str) -> None:
    exercise = build(template, 2)
    shown = picture(exercise)
    assert shown is None or set(shown.spots) == {part.name for part in exercise.parts}


@pytest.fixture(scope="module")
def whole(whole_bank: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The app on the whole bank."""
    copy = shutil.copy(whole_bank, tmp_path_factory.mktemp("whole") / "quizapp.db")
    return create_app(f"sqlite:///{copy}", SECRET_KEY="test", TESTING=True)


@pytest.mark.parametrize("topic", read_skills(resources.questions()))
def test_every_question_of_the_bank_can_be_asked_and_solved(whole: Flask, topic: str) -> None:
    with whole.app_context():
        named = select(Question.id, Question.slug).where(Question.slug.startswith(f"{topic}/"))
        questions = db.session.execute(named).all()
    assert questions
    visitor = Visitor(whole)
    for number, slug in questions:
        asked = visitor.get(f"/practice/{number}?seed=11&hints=99")
        assert asked.status_code == 200, slug
        solved = visitor.post(f"/practice/{number}", **visitor.hidden(), action="solution")
        assert solved.request.path.startswith("/attempts/"), slug
        assert solved.status_code == 200, slug
