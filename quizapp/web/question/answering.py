"""From the form of a question to its mark."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from flask import abort
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from quizapp.models import Attempt, Learner
from quizapp.practice import NotMarked, Served, says, stored, submit

from ..forms import small
from .blanks import responses
from .question_page import hints_used

TWICE = (
    "You had already answered this, so what you sent now doesn't count. This is your first answer "
    "with its mark; to answer again, choose one of the buttons below."
)
A_DAY = 24 * 3600.0  # seconds; a page that was open for longer says nothing of the learner


def answer(
    session: Session, served: Served, learner: Learner, form: MultiDict[str, str], now: datetime
) -> Attempt | NotMarked:
    """Mark what the form holds; who asks for the solution leaves blank what cannot be read."""
    given, action = responses(served.exercise, form), form.get("action")
    put = partial(
        submit,
        session,
        served,
        learner,
        token=form.get("token", "")[:80] or abort(400),
        now=now,
        door="web",
        hints_used=hints_used(form, served),
        duration_seconds=duration(form, now),
        leave_blank=action in ("blank", "solution"),
    )
    result = put(given)
    if action == "solution" and isinstance(result, NotMarked):
        return put({name: text for name, text in given.items() if name not in result.parts})
    return result


def is_another(
    session: Session, served: Served, learner: Learner, form: MultiDict[str, str]
) -> bool:
    """Whether the form was answered before, and in another way than now."""
    before = stored(session, learner, form.get("token", "")[:80])
    if before is None or form.get("action") == "solution":
        return False
    return not says(before, responses(served.exercise, form))


def duration(form: MultiDict[str, str], now: datetime) -> float | None:
    """Seconds since the question was first shown; None where the form says nothing sensible."""
    seconds = now.timestamp() - form.get("started", 0, type=small)
    return seconds if 0 <= seconds <= A_DAY else None
