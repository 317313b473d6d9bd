"""All answers of a learner, and those to one question."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from quizapp import browse, practice
from quizapp.browse import HistoryPage
from quizapp.models import Question

from ..extensions import db
from ..forms import small
from ..visitor import EVERYBODY, learner

pages = Blueprint("history", __name__)
WHO = EVERYBODY
LAST_PAGE = 10_000


@pages.get("/history")
def show() -> str:
    """The answers that the address asks for, newest first."""
    known, said = learner(), request.args
    question_id = said.get("question", type=small)
    page = min(max(1, said.get("page", 1, type=small)), LAST_PAGE)
    skill, outcome = said.get("skill", "")[:80], said.get("outcome", "")
    found = browse.history(
        db.session, known, skill=skill, outcome=outcome, question_id=question_id, page=page
    ) if known else HistoryPage((), False)  # fmt: skip
    return render_template(
        "browse/history.html",
        found=found,
        page=page,
        skill=skill,
        outcome=outcome,
        outcomes=browse.OUTCOMES,
        topics=practice.skills(db.session),
        question=db.session.get(Question, question_id) if question_id is not None else None,
    )
