"""Acting on many questions of the bank at once, undoing it, and filters that are kept."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from quizapp.bank import many
from quizapp.bank.finding import BankFilter, matching
from quizapp.models import BulkAct, Question, SavedFilter
from quizapp.presenting.amounts import count

from ..extensions import db
from ..question.bank_list import bank_list
from ..visitor import INSTRUCTORS, learner

pages = Blueprint("finding", __name__, url_prefix="/bank")
WHO = INSTRUCTORS
LONGEST_NAME = 60
NOTHING = "Nothing changed: none of these questions needed it."


@pages.post("/many")
def act() -> Response | tuple[str, int]:
    """Do what was chosen to the questions that were ticked, or to all that match."""
    form, me = request.form, learner() or abort(403)
    asked = BankFilter.of(form)
    wanted = matching(db.session, asked) if form.get("all") else None
    numbers = form.getlist("question", type=int)[: many.MOST + 1]
    rows = db.session.scalars(
        select(Question).where(Question.id.in_(numbers if wanted is None else wanted))
    ).all()
    name = form.get("act", "")
    value = form.get("topic" if name == "move" else "with_tag", "").strip()
    try:
        if not rows:
            raise many.CannotDo("Tick the questions that you mean.")
        done = many.act_on(db.session, rows, name, value, by=me, now=datetime.now(UTC))
    except many.CannotDo as error:
        db.session.rollback()
        return bank_list(str(error)), 422
    db.session.commit()
    if done is None:
        flash(NOTHING)
    return _back(asked)


@pages.post("/many/<int(max=2147483647):act_id>/undo")
def undo(act_id: int) -> Response:
    me, now = learner() or abort(403), datetime.now(UTC)
    done = db.session.get(BulkAct, (me.id, act_id))
    if done is None or done.undone_at:
        flash("There is nothing to undo.")
        return _back(BankFilter.of(request.form))
    undone = many.undo(db.session, done, by=me, now=now)
    left = len(done.before) - undone
    rest = f" {count(left, 'question')} changed since, and stayed." if left else ""
    flash(f"Undone for {count(undone, 'question')}.{rest}")
    db.session.commit()
    return _back(BankFilter.of(request.form))


@pages.post("/filters")
def save_filter() -> Response | tuple[str, int]:
    """Keep the filter under a name, in place of another of this name only if asked to."""
    me, name = learner() or abort(403), " ".join(request.form.get("name", "").split())
    asked = BankFilter.of(request.form)
    if not 0 < len(name) <= LONGEST_NAME:
        said = f"Give the filter a name of at most {LONGEST_NAME} characters."
        return bank_list(unnamed=said, typed=name), 422
    query = select(SavedFilter).where(SavedFilter.learner_id == me.id, SavedFilter.name == name)
    row, wanted = db.session.scalar(query), asked.query(page=1)
    if row and row.query != wanted and "replace" not in request.form:
        return bank_list(taken=row, typed=name), 409
    row = row or SavedFilter(learner_id=me.id, name=name)
    row.query = wanted
    db.session.add(row)
    db.session.commit()
    flash(f"Saved: {name}.")
    return _back(asked)


@pages.post("/filters/<int(max=2147483647):filter_id>/delete")
def delete_filter(filter_id: int) -> Response:
    me = learner() or abort(403)
    if row := db.session.get(SavedFilter, (me.id, filter_id)):
        db.session.delete(row)
        db.session.commit()
        flash(f"Deleted: {row.name}.")
    return _back(BankFilter.of(request.form))


def _back(asked: BankFilter) -> Response:
    query = asked.query()
    return redirect(url_for("bank.listing") + (f"?{query}" if query else ""), 303)
