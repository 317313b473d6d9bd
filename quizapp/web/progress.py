"""How a learner is doing."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, render_template

from quizapp.practice import progress

from .extensions import db
from .visitor import learner

pages = Blueprint("progress", __name__)


@pages.get("/progress")
def show() -> str:
    known = learner()
    shown = progress(db.session, known, now=datetime.now(UTC)) if known else None
    return render_template("progress.html", progress=shown)
