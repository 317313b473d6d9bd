"""The first run: when the interview is, and at most ten questions that show what is known."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from quizapp import plan, practice
from quizapp.models import Learner
from quizapp.practice import placing

from ..chance import chance
from ..extensions import db
from ..forms import small
from ..question import question_page
from ..serving.resending import comes_back
from ..visitor import EVERYBODY, learner, learner_or_guest, own_time, zone_name

pages = Blueprint("placement", __name__)
WHO = EVERYBODY
BEGUN = "placement_begun"  # the session key that says its first question was asked


@pages.post("/start")
def start() -> Response | tuple[str, int]:
    """Save when the interview is and what is known, and ask the first question."""
    form = request.form
    level = form.get("level", type=small)
    try:
        day = date.fromisoformat(form["day"]) if form.get("day") else None
        known = learner_or_guest()
        kept = plan.plan_of(db.session, known)  # of an earlier visit, if this page is an old one
        plan.save_plan(
            db.session, known, interview_on=day, skills=kept.skills if kept else [],
            minutes_a_day=kept.minutes_a_day if kept else plan.MINUTES_A_DAY,
            time_zone=kept.time_zone if kept else zone_name(), now=own_time(),
            level=level if level in plan.LEVELS else None,
        )  # fmt: skip
    except ValueError as error:
        return welcome(str(error)), 422
    db.session.commit()
    if form.get("action") == "skip":
        return redirect(url_for("practice.home"), 303)
    return onward(known)


@comes_back("placement.start")
def welcome(trouble: str = "") -> str:
    """The first page of somebody new."""
    return render_template(
        "home/welcome.html",
        topics=practice.skills(db.session),
        today=own_time().date(),
        trouble=trouble,
    )


@pages.post("/placement")
def ask() -> Response:
    """Go on with the placement where it was left."""
    return onward(learner_or_guest())


@pages.post("/placement/again")
def again() -> Response:
    """Ask the questions again, for those whose plan no longer fits or who never took them."""
    known = learner_or_guest()
    placing.begin_again(db.session, known)
    return onward(known)


@pages.get("/placement")
def show() -> str | Response:
    """What the placement found out."""
    known = learner()
    found = placing.placement_of(db.session, known, now=own_time()) if known else None
    if known is None or not found or not found.attempts:
        return redirect(url_for("practice.home"), 303)
    day = plan.todays_list(db.session, known, now=own_time())
    return render_template("placement/show.html", found=found, listed=day)


def onward(known: Learner) -> Response:
    """Go to the next question, or to what was found out."""
    session[BEGUN] = True
    served = placing.place_next(db.session, known, chance=chance())
    db.session.commit()
    if served is None:
        session.pop(BEGUN)
        return redirect(url_for("placement.show"), 303)
    there = question_page.where(served, topic=plan.PLACEMENT)
    return redirect(url_for("practice.question", **there), 303)
