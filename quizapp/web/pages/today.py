"""The end of a day's list, and the plan as a calendar to subscribe to."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    url_for,
)
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response as Redirect

from quizapp import plan
from quizapp.models import Learner

from ..extensions import db
from ..visitor import EVERYBODY, learner, own_time

pages = Blueprint("today", __name__)
WHO = EVERYBODY


@pages.get("/today")
def show() -> str | Redirect:
    """How today went, and what tomorrow holds."""
    known = learner()
    found = plan.finished_day(db.session, known, now=own_time()) if known else None
    if known is None or not found or not found.answers:
        return redirect(url_for("practice.home"), 303)
    return render_template("today/show.html", found=found, key=_key(known))


@pages.get("/calendar/<key>.ics")
def calendar(key: str) -> Response:
    """The days ahead for a calendar program, which has no cookies: so the address is the key."""
    try:
        said = _keys().loads(key)
    except BadSignature:
        abort(404)
    number, ended = said if isinstance(said, list) else (said, 0)
    known = db.session.get(Learner, number)
    if known is None or known.calendars_ended != ended:
        abort(404)
    now = own_time()
    found = plan.agenda(db.session, known, now=now)
    text = plan.calendar_feed(
        found, plan.outlook(found), who=known.id,
        address=url_for("practice.home", _external=True), now=now,
    )  # fmt: skip
    return Response(text, content_type="text/calendar; charset=utf-8")


@pages.post("/calendar/new-address")
def new_address() -> Redirect:
    """Give the calendar a new address, so that the old one shows nothing any more."""
    known = learner() or abort(404)
    known.calendars_ended += 1
    db.session.commit()
    flash("Your calendar has a new address. The old one no longer works.")
    return redirect(url_for(".show"), 303)


def _key(known: Learner) -> str:
    """What the address of their calendar holds: with their first one, only their number."""
    ended = known.calendars_ended
    return str(_keys().dumps([known.id, ended] if ended else known.id))


def _keys() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="calendar")
