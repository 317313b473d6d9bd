"""The mock interview: its start, its questions, and the debrief, which can be shared."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp import mock, plan, practice
from quizapp.mock import State
from quizapp.models import Interview
from quizapp.notes.in_banks import study_page
from quizapp.practice import NotMarked

from ..chance import chance
from ..extensions import db
from ..forms import small
from ..question import blanks
from ..question.answer_form import Form, left_off, typed
from ..question.interview_page import ONE, left_already, mine, page
from ..serving.resending import comes_back
from ..visitor import EVERYBODY, learner, learner_or_guest, own_time

pages = Blueprint("mock", __name__)
WHO = EVERYBODY


@pages.get("/mock")
def listing() -> str:
    known = learner()
    planned = plan.plan_of(db.session, known) if known else None
    return render_template(
        "mock/start.html",
        lengths=mock.MINUTES,
        areas=mock.AREAS.values(),
        under_way=known and mock.open_interview(db.session, known),
        past=mock.past(db.session, known) if known else [],
        planned=planned,
    )


@pages.post("/mock")
def start() -> Response:
    minutes = request.form.get("minutes", 0, type=small)
    interview = mock.begin(
        db.session, learner_or_guest(), minutes if minutes in mock.MINUTES else mock.MINUTES[0],
        now=own_time(), chance=chance(),
    )  # fmt: skip
    db.session.commit()
    return _to(interview) if interview else redirect(url_for("practice.nothing"), 303)


@pages.get(ONE)
def show(interview_id: int) -> Response | str:
    """The current question, or why there is none now."""
    interview = mine(interview_id)
    now = own_time()
    state = mock.state(interview, now)
    if state is State.FINISHED:
        return redirect(url_for(".debrief", interview_id=interview_id), 303)
    if state is not State.RUNNING:
        return render_template(
            "mock/stopped.html", interview=interview, state=state, now=now,
            left=mock.left(interview, now),
        )  # fmt: skip
    form = _left_off(interview)
    served = mock.current(db.session, interview)
    return page(interview, served, blanks.typed(served.exercise, form) if served else [], now)


@pages.post(ONE)
def answer(interview_id: int) -> Response | tuple[str, int]:
    """Answer, skip, pause or end."""
    interview, form, now = mine(interview_id), request.form, own_time()
    asked, action = interview.position, form.get("action")
    position = form.get("position", -1, type=small)
    if action != "skip" and (late := left_already(interview, position, now)):
        return late
    if action == "skip":
        mock.skip(db.session, interview, position, now=now, chance=chance())
    elif action == "pause":
        _keep(interview, now)
        mock.pause(db.session, interview, now=now)
    elif action == "end" and _to_be_asked(interview, now):
        _keep(interview, now)
        db.session.commit()
        return render_template(
            "mock/ending.html", interview=interview, left=mock.left(interview, now)
        ), 200
    elif action == "end":
        _keep(interview, now)
        mock.finish(db.session, interview, _responses(interview), now=now)
    elif served := mock.current(db.session, interview):
        given = blanks.responses(served.exercise, form)
        refused = mock.answer(
            db.session, interview, position, given, now=now, chance=chance(), sure="sure" in form,
            heard="heard" in form,
        )  # fmt: skip
        if isinstance(refused, NotMarked):
            _keep(interview, now)
            db.session.commit()
            return page(interview, served, blanks.typed(served.exercise, form, refused), now), 422
        _keep(interview, now)  # a text that is asked about stays open
    if interview.finished_at or interview.position != asked:
        practice.drop_draft(db.session, interview.learner, mock.place(interview, asked))
    db.session.commit()
    return _to(interview)


@comes_back("mock.answer")
def as_typed(interview_id: int) -> str:
    """The question with what was typed, if that was not accepted and the question is current."""
    interview, form, now = mine(interview_id), request.form, own_time()
    asked = form.get("position", -1, type=small) == interview.position
    if not asked or mock.state(interview, now) is not State.RUNNING:
        abort(409)
    served = mock.current(db.session, interview)
    return page(interview, served, blanks.typed(served.exercise, form) if served else [], now)


@pages.post(f"{ONE}/resume")
def resume(interview_id: int) -> Response:
    """Continue after a pause or a silence."""
    interview = mine(interview_id)
    count = request.form.get("action") == "count"
    mock.resume(db.session, interview, now=own_time(), count_silence=count)
    db.session.commit()
    return _to(interview)


@pages.post(f"{ONE}/alive")
def alive(interview_id: int) -> Response:
    """What the page sends by itself: that it is open, and anything typed."""
    interview, now = mine(interview_id), own_time()
    mock.alive(db.session, interview, now=now)
    _keep(interview, now)
    db.session.commit()
    return jsonify(left=round(mock.left(interview, now)), state=mock.state(interview, now))


@pages.get(f"{ONE}/debrief")
def debrief(interview_id: int) -> Response | str:
    interview = mine(interview_id)
    if not interview.finished_at:
        return _to(interview)
    return _debrief(interview, own=True)


@pages.post(f"{ONE}/texts/<int(max=999):index>")
def check(interview_id: int, index: int) -> Response:
    """Store which points of the rubric a text covers."""
    interview = mine(interview_id)
    points = request.form.getlist("point", type=small)
    mock.check(db.session, interview, index, points)
    db.session.commit()
    return redirect(url_for(".debrief", interview_id=interview_id, _anchor=f"q{index + 1}"), 303)


@pages.post(f"{ONE}/share")
def share(interview_id: int) -> Response:
    interview = mine(interview_id)
    if request.form.get("action") == "stop":
        mock.unshare(interview)
        flash("The link no longer works.")
    else:
        mock.share(interview)
    db.session.commit()
    return redirect(url_for(".debrief", interview_id=interview_id, _anchor="share"), 303)


@pages.get("/mock/shared/<token>")
def shared(token: str) -> tuple[str, dict[str, str]]:
    interview = mock.shared(db.session, token) or abort(404)
    return _debrief(interview, own=False), {"X-Robots-Tag": "noindex"}


def _to(interview: Interview) -> Any:
    return redirect(url_for(".show", interview_id=interview.id), 303)


def _debrief(interview: Interview, *, own: bool) -> str:
    found = mock.debrief(db.session, interview)
    marked = {
        entry.number: [
            replace(blank, number=100 * entry.number + blank.number)  # unique on the page
            for blank in blanks.marked(entry.served.exercise, entry.attempt)
        ]
        for entry in found.entries
        if entry.served and entry.attempt
    }
    noted = {skill.name for skill in found.skills
             if study_page(skill.name) is not None}  # fmt: skip
    return render_template(
        "mock/debrief.html",
        debrief=found,
        verdict=mock.verdict(found),
        marked=marked,
        noted=noted,
        own=own,
        areas=mock.AREAS,
        grace=mock.GRACE,
    )


def _to_be_asked(interview: Interview, now: datetime) -> bool:
    """Whether ending now may be a slip: there is time left, and the learner hasn't confirmed it."""
    return "sure" not in request.form and mock.state(interview, now) is not State.OVER


def _keep(interview: Interview, now: datetime) -> None:
    position = request.form.get("position", -1, type=small)
    if position != interview.position or interview.finished_at:
        return
    served = mock.current(db.session, interview)
    if served and (fields := typed(served.exercise)):
        practice.keep_draft(
            db.session, interview.learner, mock.place(interview, position),
            {"title": "", "fields": fields}, token="", now=now,
        )  # fmt: skip


def _left_off(interview: Interview) -> Form:
    return left_off(interview.learner, mock.place(interview, interview.position)) or Form()


def _responses(interview: Interview) -> dict[str, str]:
    """What was typed last in answer to the current question."""
    db.session.flush()
    served = mock.current(db.session, interview)
    return blanks.responses(served.exercise, _left_off(interview)) if served else {}
