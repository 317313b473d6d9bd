"""Continuing an unfinished question, in the terminal and on the web."""

from __future__ import annotations

import pytest
from flask import Flask, url_for

from quizapp import practice
from quizapp.models import Learner
from quizapp.storage.database import make_engine, make_sessions
from quizapp.web import create_app
from quizapp.web.extensions import db
from quizapp.web.question import question_page
from tests.terminal.program import Program, answered

LEFT = answered(["87.25", "?", "q"])  # near no key, with all the digits asked for


def keys_of_what_was_left(program: Program) -> dict[str, str]:
    with make_sessions(make_engine(program.url))() as session:
        found = practice.left_off(session, session.query(Learner).one())
        assert found
        served, answers, hints = found
        names = [part.name for part in served.exercise.parts]
        assert (answers, hints) == ({names[0]: "87.25"}, 1)
        return {part.name: part.answer.write() for part in served.exercise.parts}


def test_an_unfinished_question_continues_where_it_was_left(program: Program) -> None:
    program.only("template", holding='template = "neuron_gradient"')
    left = program.drill("--count", "3", "--skill", "chain-rule", typed=LEFT)
    assert "quizapp drill --resume --skill chain-rule --count 3" in " ".join(left.split())
    assert program.attempts() == []
    _, *others = keys = keys_of_what_was_left(program)
    resumed = program.drill("--resume", "--count", "1", typed=answered([keys[n] for n in others]))
    assert "87.25" in resumed
    (attempt,) = program.attempts()
    assert attempt.responses == keys | {next(iter(keys)): "87.25"}
    assert attempt.hints_used == 1
    assert attempt.duration_seconds is None  # unknown for two sittings
    again = program.drill("--resume", "--count", "1", typed="q\n")
    assert "You left no question unfinished" in again


@pytest.fixture
def app(program: Program) -> Flask:
    return create_app(program.url, SECRET_KEY="test", TESTING=True)


def test_a_draft_from_the_terminal_is_at_its_place_on_the_web(program: Program, app: Flask) -> None:
    program.only("template", holding='template = "neuron_gradient"')
    program.drill("--count", "1", typed=LEFT)
    with app.test_request_context():
        learner = db.session.query(Learner).one()
        (draft,) = practice.drafts(db.session, learner)
        found = practice.left_off(db.session, learner)
        assert found
        assert draft.place == url_for("practice.question", **question_page.where(found[0]))
