"""A learner's progress."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, url_for

from quizapp import plan
from quizapp.notes.in_banks import study_pages
from quizapp.practice import progress

from ..drawing import charts
from ..extensions import db
from ..visitor import EVERYBODY, learner, own_time

pages = Blueprint("progress", __name__)
WHO = EVERYBODY


@pages.get("/progress")
def show() -> str:
    known, now = learner(), own_time()
    found = plan.learnt(db.session, known, now=now) if known else None
    shown = progress(db.session, known, now=now, found=found) if known else None
    drawn = _drawn(found, now) if found and shown and shown.attempts else {}
    return render_template("progress.html", progress=shown, **drawn)


def _drawn(found: plan.Learnt, now: datetime) -> dict[str, Any]:
    """Charts for a learner who has answered something."""
    today = now.astimezone(found.zone).date()
    standing = plan.standings(found, now=now)
    return {
        "standing": {one.skill: one for one in standing},
        "skill_map": charts.skill_map(standing, _addresses()),
        "calendar": charts.calendar(plan.by_day(found), today),
        "due": charts.due(standing, today),
        "trends": charts.weeks(plan.by_week(found, today)),
    }


def _addresses() -> Callable[[str], str]:
    """Says where a skill's study page is, or its row in the table below if there is none."""
    noted = {page.skill for page in study_pages()}
    return lambda skill: url_for("notes.show", skill=skill) if skill in noted else f"#{skill}"
