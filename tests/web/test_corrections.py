"""The web tells learners that answers were marked again, until they have seen it."""

from __future__ import annotations

import re

from flask import Flask

from quizapp.accounts import learners
from quizapp.corrections.again import mark_again, marked_wrongly
from quizapp.web.extensions import db
from tests.quizapp.wrongly import NOW, RIGHT, TEMPLATE, WRONG, answered_then, exercise_then, keys
from tests.web.visitor import LEARNER, Visitor

NOTICE = "marked 2 of your answers again"


def corrected(app: Flask) -> list[int]:
    """Three answers of Ben, of which the first two were marked again."""
    with app.app_context():
        ben = learners.find(db.session, LEARNER)
        assert ben
        truth = keys(exercise_then(60)) | {"most": "8"}
        rows = [
            answered_then(db.session, ben, WRONG),
            answered_then(db.session, ben, 60, truth),
            answered_then(db.session, ben, RIGHT),
        ]
        mark_again(db.session, marked_wrongly(db.session, [TEMPLATE]), now=NOW)
        db.session.commit()
        return [row.id for row in rows]


def test_the_first_page_shows_corrections_with_links_until_they_are_dismissed(
    app: Flask, ben: Visitor
) -> None:
    assert "/corrections/seen" not in ben.get("/").text
    first, second, kept = corrected(app)
    page = ben.get("/").text
    assert NOTICE in page
    assert "depends on one input only" in page
    assert page.count("depends on one input only") == 1
    assert "it was 100%, now it is 33%" in page
    links = re.findall(r'href="(/attempts/\d+)"', page)
    assert links == [f"/attempts/{first}", f"/attempts/{second}"]
    assert all(ben.get(link).status_code == 200 for link in links)
    assert NOTICE in ben.get("/").text, "looking alone changes nothing"
    ben.post("/corrections/seen", attempt=[first])
    page = ben.get("/").text
    assert "marked one of your answers again" in page
    assert f"/attempts/{first}" not in page
    ben.post("/corrections/seen", attempt=[second, kept, 10**30, "x"])
    assert "/corrections/seen" not in ben.get("/").text


def test_the_page_of_an_answer_says_what_the_mark_was(app: Flask, ben: Visitor) -> None:
    first, _, kept = corrected(app)
    page = ben.get(f"/attempts/{first}").text
    assert "We marked this answer again on 1 March 2026" in page
    assert "It was 100% before." in page
    assert 'class="score">33%<' in page
    assert "marked this answer again" not in ben.get(f"/attempts/{kept}").text


def test_nobody_else_is_told_or_can_dismiss_it(
    app: Flask, ben: Visitor, instructor: Visitor, visitor: Visitor
) -> None:
    first, second, _ = corrected(app)
    for other in (instructor, visitor):
        assert "/corrections/seen" not in other.get("/").text
        other.post("/corrections/seen", attempt=[first, second])
    assert NOTICE in ben.get("/").text
