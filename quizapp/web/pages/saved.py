"""Drafts, skipping, what learners save, and reports of problems."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from quizapp import browse, mock, practice
from quizapp.models import Question

from ..extensions import db, limiter
from ..forms import small
from ..interview_lock import drafts_at_hand
from ..question import question_page
from ..question.answer_form import keep_typed, opened
from ..question.list_page import list_page
from ..question.onward import onward_to
from ..visitor import EVERYBODY, learner, learner_or_guest, safe_next, to_next

pages = Blueprint("saved", __name__)
WHO = EVERYBODY

QUESTION = "/practice/<int(max=2147483647):question_id>"
REPORTS = "30 per hour"  # of each learner


@pages.post(f"{QUESTION}/draft")
def keep_draft(question_id: int) -> tuple[str, int]:
    """Save what a page sends while the learner types."""
    keep_typed(opened(question_id, request.form, _revision()), learner_or_guest())
    db.session.commit()
    return "", 204


@pages.post(f"{QUESTION}/skip")
def skip(question_id: int) -> Response:
    """Put a question off, keep what was typed, and go to the next one."""
    served, known = opened(question_id, request.form, _revision()), learner_or_guest()
    keep_typed(served, known)
    practice.skip(db.session, known, question_id, now=datetime.now(UTC))
    return onward_to(known, request.form.get("topic") or None, avoid=question_id)


@pages.post(f"{QUESTION}/save")
def save(question_id: int) -> Response:
    """Save a question, or remove it from the saved ones; text typed into its form stays."""
    form = request.form
    if db.session.get(Question, question_id) is None:
        abort(404)
    known, there = learner_or_guest(), safe_next()
    if "seed" in form:
        served = opened(question_id, form, _revision())
        keep_typed(served, known)
        said = {name: form.get(name) or None for name in ("topic", "hints")}
        there = url_for("practice.question", **question_page.where(served, **said))
    found = practice.keepsake(db.session, known, question_id, now=datetime.now(UTC))
    found.bookmarked = form.get("saved") == "yes"
    db.session.commit()
    return redirect(f"{there}#save-{question_id}", 303)


@pages.post(f"{QUESTION}/keep")
def keep(question_id: int) -> Response:
    """Flag a question, or make a note on it."""
    if db.session.get(Question, question_id) is None:
        abort(404)
    found = practice.keepsake(db.session, learner_or_guest(), question_id, now=datetime.now(UTC))
    found.flagged = "flagged" in request.form
    found.note = request.form.get("note", "").replace("\r\n", "\n").strip()[: practice.LONGEST]
    db.session.commit()
    flash("Note saved.")
    return to_next()


@pages.post(f"{QUESTION}/report")
@limiter.limit(REPORTS)
def report(question_id: int) -> Response:
    """Tell the authors about a problem."""
    text = request.form.get("report", "").strip()
    if not text:
        flash("Tell us what's wrong, then send it.")
        return to_next()
    served, known = opened(question_id, request.form, _revision()), learner_or_guest()
    try:
        practice.complain(db.session, known, served, text, now=datetime.now(UTC))
    except practice.TooManyReports as error:
        flash(str(error))
        return to_next()
    db.session.commit()
    flash("Thank you. The authors will see it. Their reply will be under Saved.")
    return to_next()


@pages.get("/kept")
def listing() -> str:
    """What the learner saved, and what is unfinished."""
    known = learner()
    found = browse.listing(db.session, known, browse.KEPT) or abort(404)
    begun = drafts_at_hand(known, mock.open_interview(db.session, known)) if known else []
    return list_page("browse/list.html", found, drafts=begun)


def _revision() -> int | None:
    """The revision that the page shows, which may no longer be in use."""
    return request.form.get("revision", type=small)
