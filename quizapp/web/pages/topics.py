"""A topic: its notes, its questions with marks, and practice on it."""

from __future__ import annotations

from flask import Blueprint, abort, request

from quizapp import browse
from quizapp.browse import Filter
from quizapp.notes.in_banks import study_page

from ..extensions import db
from ..question.list_page import list_page
from ..visitor import EVERYBODY, learner

pages = Blueprint("topics", __name__)
WHO = EVERYBODY


@pages.get("/topics/<skill>")
def show(skill: str) -> str:
    found = browse.listing(db.session, learner(), f"{browse.TOPICS}/{skill}") or abort(404)
    page = study_page(skill)
    # Without a filter, practice goes by what the learner knows, and has no end.
    other = {} if Filter.of(request.args).said else {"topic": skill}
    return list_page("browse/topic.html", found, skill=skill, note=page, **other)
