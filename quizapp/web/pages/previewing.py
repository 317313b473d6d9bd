"""Previews a question's draft and proves its correct answer, for the editor's page."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from engine import Unreadable
from engine.formula import parse, to_latex
from quizapp.models import Question
from quizapp.presenting.markup import inline, math

from ..extensions import db
from ..forms import small
from ..question.draft_form import form_places, is_form
from ..question.draft_preview import preview_of, proof_of
from ..question.draft_question import QuestionDraft, typed_text
from ..visitor import INSTRUCTORS

pages = Blueprint("previewing", __name__, url_prefix="/bank/preview")
WHO = INSTRUCTORS


@pages.post("")
def show() -> str:
    """The draft as learners would see it, and its problems."""
    draft, number = QuestionDraft.of(request.form), request.form.get("question", type=small)
    changed = db.session.get(Question, number) if number else None
    return render_template(
        "bank/preview.html",
        place_of=form_places(typed_text(request.form)) if is_form(request.form) else None,
        **preview_of(draft, request.form, changed),
    )


@pages.post("/proof")
def prove() -> str:
    """The proof of the next few seeds, asked for until all are proved."""
    text = QuestionDraft.of(request.form).text
    first = request.form.get("first", 0, type=small)
    return render_template("bank/proof.html", **proof_of(text, first))


@pages.post("/formula")
def formula() -> str:
    """A formula as it will be read, or what is wrong with it."""
    text, symbols = request.form.get("formula", ""), request.form.get("symbols", "").split()
    try:
        return str(math(to_latex(parse(text, symbols)))) if text.strip() else ""
    except Unreadable as error:
        return str(inline(str(error)))
