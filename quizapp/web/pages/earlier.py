"""Earlier questions of a mock interview, whose answers may be changed until its end."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from quizapp import mock
from quizapp.mock import State
from quizapp.practice import NotMarked, fields_of

from ..extensions import db
from ..forms import small
from ..question import blanks
from ..question.interview_page import ONE, mine, page
from ..serving import resending
from ..serving.resending import comes_back
from ..visitor import EVERYBODY, own_time

pages = Blueprint("earlier", __name__)
WHO = EVERYBODY

STOPPED = (
    "The interview is paused or over. If it is paused, continue it in another tab, then submit "
    "this again."
)
QUESTION = f"{ONE}/questions/<int(max=999):number>"  # from 1


@pages.get(QUESTION)
def show(interview_id: int, number: int) -> Response | str:
    """An earlier question with its answer."""
    interview, now = mine(interview_id), own_time()
    if mock.state(interview, now) is not State.RUNNING or number == interview.position + 1:
        return redirect(url_for("mock.show", interview_id=interview_id), 303)
    served = mock.earlier(db.session, interview, number - 1) or abort(404)
    said = mock.items_of(interview)[number - 1].responses
    form = MultiDict([(name, text) for name, text in fields_of(served.exercise, said)])
    return page(interview, served, blanks.typed(served.exercise, form), now, number - 1)


@pages.post(QUESTION)
def change(interview_id: int, number: int) -> Response | tuple[str, int]:
    """Replace the answer, and go back to the question that is open."""
    interview, form, now = mine(interview_id), request.form, own_time()
    served = mock.earlier(db.session, interview, number - 1) or abort(404)
    if mock.state(interview, now) is not State.RUNNING:
        return resending.page(409, "Your answer isn't changed", STOPPED)
    refused = mock.revise(
        db.session, interview, number - 1, blanks.responses(served.exercise, form),
        opened=form.get("opened", 0, type=small), now=now, sure="sure" in form,
    )  # fmt: skip
    db.session.commit()
    if isinstance(refused, NotMarked):
        shown = blanks.typed(served.exercise, form, refused)
        return page(interview, served, shown, now, number - 1), 422
    flash(f"Your answer to question {number} is changed.")
    return redirect(url_for("mock.show", interview_id=interview_id), 303)


@comes_back("earlier.change")
def as_typed(interview_id: int, number: int) -> str:
    """The earlier question with what was typed, while it may still be changed."""
    interview, now = mine(interview_id), own_time()
    served = mock.earlier(db.session, interview, number - 1)
    if served is None or mock.state(interview, now) is not State.RUNNING:
        abort(409)
    return page(interview, served, blanks.typed(served.exercise, request.form), now, number - 1)
