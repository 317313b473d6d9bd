"""What instructors see of the log: how hard questions are, and which mistakes are made."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import update

from quizapp.accounts import learners
from quizapp.commands import main
from quizapp.models import QuestionSums
from quizapp.practice import open_served, submit
from quizapp.web.extensions import db
from tests.web.conftest import NOW
from tests.web.visitor import Visitor

PEOPLE = 24


def answer(app: Flask, number: Callable[[str], int], people: int) -> None:
    """Most people choose the same wrong option, leave out the bias and are right elsewhere."""
    with app.app_context():
        for who in range(people):
            learner = learners.create_guest(db.session, now=NOW)
            for kind in ("choice", "network", "number"):
                served = open_served(db.session, number(kind), seed=7)
                assert served
                said = {part.name: part.answer.write() for part in served.exercise.parts}
                first = served.exercise.parts[0]
                if who >= 3 and kind != "number":
                    said[first.name] = first.answer.misconceptions[0].written
                submit(
                    db.session, served, learner, said, token=f"{kind}{who}", now=NOW, door="web",
                    duration_seconds=60.0 + who,
                )  # fmt: skip
        db.session.commit()


def test_what_fewer_than_five_people_did_is_not_shown(
    app: Flask, instructor: Visitor, number: Callable[[str], int]
) -> None:
    answer(app, number, 4)
    page = instructor.get(f"/bank/{number('choice')}/statistics").text
    assert "4 people have answered" in page
    assert "Options chosen" not in page
    assert "25%" not in page


def test_a_question_that_most_get_wrong_in_the_same_way_needs_attention(
    app: Flask, instructor: Visitor, number: Callable[[str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(app, number, PEOPLE)
    choice, network = number("choice"), number("network")
    page = instructor.get("/bank/statistics?only=1").text
    assert "88% choose option B of revision 1, which is wrong." in page
    assert "100%" in page  # the number, which is too easy
    assert "88% make the same mistake: affine.bias_left_out." in page
    page = instructor.get(f"/bank/{choice}/statistics").text
    assert "88% choose option B" in page
    assert "1:12" in page
    assert "fewer than 5" in page  # the three who were right
    page = instructor.get(f"/bank/{network}/statistics").text
    assert "affine.bias_left_out" in page
    assert 'id="blank-1-spot"' in page
    csv = instructor.get(f"/bank/{network}/statistics/csv").text
    assert f"blank,value.h[0],affine.bias_left_out,{PEOPLE - 3}," in csv
    assert "neuron/choice," in instructor.get("/bank/statistics/csv").text
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", app.config["DATABASE_URL"])
    told = CliRunner().invoke(main, ["bank", "statistics", "neuron/choice", "--rebuild", "--json"])
    found = json.loads(told.stdout)
    assert found["questions"][0]["facility"] == round(3 / PEOPLE, 4)
    assert ["option", "revision 1", "b", PEOPLE - 3, None] in found["counts"]
    with app.extensions["sessions"].begin() as session:
        session.execute(update(QuestionSums).values(answers=QuestionSums.answers + 1))
    done = [CliRunner().invoke(main, [name]) for name in ("check", "rebuild", "check")]
    assert [each.exit_code for each in done] == [1, 0, 0]
    assert f"from the answers of {PEOPLE} learners" in done[1].output
