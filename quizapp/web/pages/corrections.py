"""The notice that answers were marked again, shown until the learner has seen it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from quizapp import corrections
from quizapp.models import Learner

from ..extensions import db
from ..forms import small
from ..visitor import EVERYBODY, learner

pages = Blueprint("corrections", __name__)
WHO = EVERYBODY


@pages.post("/corrections/seen")
def seen() -> Response:
    """The learner has read the notice; later corrections are shown next time."""
    if known := learner():
        shown = request.form.getlist("attempt", type=small)
        corrections.mark_seen(db.session, known, shown, now=datetime.now(UTC))
        db.session.commit()
    return redirect(url_for("practice.home"), 303)


def notice(known: Learner | None) -> dict[str, Any]:
    """What the page shows about unseen corrections; empty if there are none."""
    found = corrections.unseen(db.session, known) if known else []
    if not found:
        return {}
    return {
        "headline": corrections.headline(len(found)),
        "reasons": corrections.reasons(found),
        "corrections": found,
    }
