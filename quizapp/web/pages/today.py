"""The end of a day's list, and the plan as a calendar to subscribe to."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, redirect, render_template, url_for
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
    return render_template("today/show.html", found=found, key=_keys().dumps(known.id))


@pages.get("/calendar/<key>.ics")
def calendar(key: str) -> Response:
    """The days ahead for a calendar program, which has no cookies: so the address is the key."""
    try:
        known = db.session.get(Learner, _keys().loads(key))
    except BadSignature:
        known = None
    if known is None:
        abort(404)
    now = own_time()
    found = plan.agenda(db.session, known, now=now)
    text = plan.calendar_feed(
        found, plan.outlook(found), who=known.id,
        address=url_for("practice.home", _external=True), now=now,
    )  # fmt: skip
    return Response(text, content_type="text/calendar; charset=utf-8")


def _keys() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="calendar")
