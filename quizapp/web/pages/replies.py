"""The problems that a learner reported, with the authors' replies."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp import practice

from ..extensions import db
from ..forms import small
from ..visitor import EVERYBODY, learner

pages = Blueprint("replies", __name__)
WHO = EVERYBODY


@pages.app_template_global()
def new_replies() -> int:
    """How many replies the visitor has not seen yet."""
    known = learner()
    return practice.new_replies(db.session, known) if known else 0


@pages.get("/reports")
def listing() -> str:
    known = learner()
    return render_template(
        "reported.html", reports=practice.own_reports(db.session, known) if known else []
    )


@pages.post("/reports/seen")
def seen() -> Response:
    """The learner has read the replies on the page; later ones are announced next time."""
    if known := learner():
        shown = request.form.getlist("report", type=small)
        practice.see_replies(db.session, known, shown, now=datetime.now(UTC))
        db.session.commit()
    return redirect(url_for("practice.home"), 303)
