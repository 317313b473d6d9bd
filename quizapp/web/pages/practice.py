"""Practising: choosing a topic, answering questions, and seeing marks and solutions."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from engine import BadQuestion
from quizapp import mock, plan, practice
from quizapp.corrections import correction_of
from quizapp.models import WHOLE_ATTEMPT, Attempt
from quizapp.practice import NotMarked, Served, placing

from ..chance import chance
from ..extensions import db
from ..forms import small
from ..interview_lock import drafts_at_hand, not_in_interview
from ..question import answer_form, blanks, question_page
from ..question.answer_form import left_off, opened, variation
from ..question.onward import onward_to
from ..serving.resending import comes_back
from ..visitor import EVERYBODY, learner, learner_or_guest, moved_to, own, own_time
from . import corrections, placement

pages = Blueprint("practice", __name__)
WHO = EVERYBODY


@pages.get("/")
def home() -> str:
    known, now = learner(), own_time()
    found = plan.learnt(db.session, known, now=now) if known else None
    if not (known and found and (found.plan or found.whole.counts)):
        return placement.welcome()
    planned, under_way = found.plan, mock.open_interview(db.session, known)
    topics = practice.skills(db.session)
    return render_template(
        "home/show.html",
        topics=topics,
        tried=practice.tried_of(db.session, topics, found),
        listed=plan.list_of(db.session, found, now=now),
        placing=placing.unfinished(db.session, known)
        or (placing.number_of(db.session, known) if placement.BEGUN in session else None),
        planned=planned,
        moved_to=moved_to(planned),
        days_left=plan.days_to(planned, now=now) if planned else None,
        drafts=drafts_at_hand(known, under_way),
        under_way=under_way,
        told=corrections.notice(known),
    )


@pages.post("/practice")
def start() -> Response:
    """Go to the next question of a topic, of a list, or of all topics."""
    session.pop(placement.BEGUN, None)
    topic, avoid = request.form.get("topic") or None, request.form.get("avoid", type=small)
    return onward_to(learner_or_guest(), topic, avoid)


@pages.get("/practice/none")
def nothing() -> tuple[str, int]:
    return render_template("nothing.html"), 404


@pages.get("/practice/<int(max=2147483647):question_id>")
def question(question_id: int) -> str:
    served, known = opened(question_id, request.args), learner()
    not_in_interview(known, question_id)
    form = MultiDict((key, request.args.get(key, "")) for key in ("topic", "hints"))
    left = left_off(known, practice.place(served))
    form.update(left or {})
    return question_page.page(
        served,
        blanks.typed(served.exercise, form),
        form,
        left=left is not None,
    )


@pages.post("/practice/<int(max=2147483647):question_id>")
def answer(question_id: int) -> Response | str | tuple[str, int]:
    """Mark the answer and go to its mark, or show the form again with a hint or advice."""
    form = request.form
    served = opened(question_id, form, form.get("revision", -1, type=small))
    not_in_interview(learner(), question_id)
    if form.get("action") == "hint":
        return question_page.page(served, blanks.typed(served.exercise, form), form, more_hints=1)
    known = learner_or_guest()
    placed = form.get("topic") == plan.PLACEMENT  # which asks each question once
    before, token = answer_form.made_before(db.session, known, form), form.get("token", "")
    another = answer_form.is_another(before, served, form)
    if placed and (another or placing.was_answered(db.session, known, question_id, token=token)):
        flash("You had already answered that question, and your first answer counts.")
        return placement.onward(known)
    if before and another:
        return _once_more(served, before)
    result = answer_form.answer(db.session, served, known, form, own_time(), before)
    if isinstance(result, NotMarked):
        if answer_form.keep_typed(served, known):  # whoever leaves the page now finds it again
            db.session.commit()
        return question_page.page(served, blanks.typed(served.exercise, form, result), form), 422
    practice.drop_draft(db.session, known, practice.place(served))
    marked = result.id  # after the commit it would be read again
    db.session.commit()
    if placed:
        return placement.onward(known)
    topic = form.get("topic") or None
    return redirect(url_for(".attempt", attempt_id=marked, topic=topic), 303)


def _once_more(served: Served, before: Attempt) -> tuple[str, int]:
    """The form again with another answer than its first one, which counts."""
    form = MultiDict(request.form)
    for name in ("token", "started"):  # so that it is a new answer
        form.pop(name, None)
    shown = blanks.typed(served.exercise, form)
    return question_page.page(served, shown, form, before=before), 409


@comes_back("practice.answer")
def as_typed(question_id: int) -> str:
    """The question with what was typed, if it could not be accepted."""
    form = request.form
    served = opened(question_id, form, form.get("revision", type=small))
    return question_page.page(served, blanks.typed(served.exercise, form), form)


@pages.post("/practice/<int(max=2147483647):question_id>/fresh")
def again(question_id: int) -> Response:
    """The same question again, with new numbers if it has any, perhaps at another level."""
    served = practice.fresh(
        db.session, learner_or_guest(), question_id, chance=chance(), **variation(request.form)
    )
    if served is None:
        abort(404)
    db.session.commit()
    return _to_question(served, request.form.get("topic") or None)


@pages.get("/attempts/<int(max=2147483647):attempt_id>")
def attempt(attempt_id: int) -> str:
    found = own(Attempt, attempt_id, WHOLE_ATTEMPT)
    not_in_interview(found.learner, found.revision.question_id)
    try:
        served = practice.reopen(db.session, found)
    except BadQuestion:
        return render_template("attempt_as_kept.html", attempt=found)
    kept = practice.keepsake_of(db.session, found.learner, found.revision.question_id)
    again = correction_of(db.session, found)
    return question_page.marked_page(served, found, request.args, kept, again)


@pages.post("/attempts/<int(max=2147483647):attempt_id>/apart")
def apart(attempt_id: int) -> Response:
    """Go to a variant that distinguishes the misconceptions that all fit an answer."""
    served = practice.telling_apart(db.session, own(Attempt, attempt_id), chance=chance())
    if served is None:
        flash("We couldn't find a variant that gives them different numbers.")
        return redirect(url_for(".attempt", attempt_id=attempt_id), 303)
    return _to_question(served, request.form.get("topic") or None)


def _to_question(served: Served, topic: str | None) -> Any:
    return redirect(url_for("practice.question", **question_page.where(served), topic=topic), 303)
