"""The plan: the interview's date and topics, today's list, and the forecast."""

from __future__ import annotations

from datetime import date
from functools import cache

from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from quizapp import plan, practice
from quizapp.models import Learner
from quizapp.plan import zones

from ..drawing import charts
from ..extensions import db
from ..forms import small
from ..serving.resending import comes_back
from ..visitor import EVERYBODY, learner, learner_or_guest, moved_to, own_time

pages = Blueprint("plan", __name__)
WHO = EVERYBODY


@comes_back("plan.save")
@pages.get("/plan")
def show() -> str:
    return _page()


@pages.post("/plan")
def save() -> Response | tuple[str, int]:
    """Save the plan, or say what is wrong with it."""
    form, now = request.form, own_time()
    dated = form.get("day") and "no_date" not in form
    try:
        day = date.fromisoformat(form["day"]) if dated else None
    except ValueError:
        return _page("Write the day like 2027-01-31, or leave it empty."), 422
    try:
        minutes, zone = _minutes(), _zone(learner())
        plan.save_plan(
            db.session,
            learner_or_guest(),
            interview_on=day,
            skills=form.getlist("skill"),
            minutes_a_day=minutes,
            time_zone=zone,
            now=now,
        )
    except ValueError as error:
        return _page(str(error)), 422
    db.session.commit()
    return redirect(url_for(".show"), 303)


def _minutes() -> int:
    try:
        return small(request.form.get("minutes", str(plan.MINUTES_A_DAY)))
    except ValueError:
        raise ValueError(f"Write a whole number of minutes a day, {plan.RANGE}.") from None


def _zone(known: Learner | None) -> str:
    """The chosen time zone, which need not be known if the browser or the old plan has it too."""
    kept = plan.plan_of(db.session, known) if known else None
    before = kept.time_zone if kept else "UTC"
    said = request.form.get("browser_zone", "")
    return zones.read(request.form.get("time_zone", before), trusted=(before, said))


@cache
def _every_zone() -> Markup:
    """What there is to choose from, the same for everybody."""
    return Markup("").join(Markup('<option value="{}">').format(name) for name in zones.names())


def _page(trouble: str = "") -> str:
    known, form = learner(), request.form
    kept = plan.plan_of(db.session, known) if known else None
    shown = plan.agenda(db.session, known, now=own_time()) if known else None
    over = shown is not None and shown.over
    ahead = plan.outlook(shown) if shown and shown.plan and not over else None
    forecast = shown is not None and shown.days_left and shown.readiness.high
    return render_template(
        "plan.html",
        agenda=shown,
        ahead=ahead,
        drawn=charts.readiness(ahead) if forecast and ahead else None,
        trouble=trouble,
        topics=[topic for topic in practice.skills(db.session) if topic.questions],
        zones=_every_zone(),
        chosen_before=kept is not None and request.method == "GET",
        moved_to=moved_to(kept) if request.method == "GET" else "",
        unknown_zone=kept and not zones.is_known(kept.time_zone),
        chosen={
            "day": form.get("day") if form else "" if over else (kept and kept.interview_on) or "",
            "minutes": form.get("minutes", kept.minutes_a_day if kept else plan.MINUTES_A_DAY),
            "skills": form.getlist("skill") if form else (kept.skills if kept else []),
            "zone": form.get("time_zone", kept.time_zone if kept else "UTC"),
        },
    )
