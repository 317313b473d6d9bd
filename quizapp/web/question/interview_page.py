"""The page of one question of an interview: the one that is open, or an earlier one."""

from __future__ import annotations

from datetime import datetime

from flask import abort, flash, render_template, request

from quizapp import mock, practice
from quizapp.mock import State
from quizapp.models import Interview
from quizapp.practice import Served

from ..drawing.network.picture import picture
from ..extensions import db
from ..serving import resending
from ..visitor import learner
from .answer_form import typed as wrote
from .blanks import PageBlank, responses, typed
from .question_page import focus

ONE = "/mock/<int(max=2147483647):interview_id>"  # the address of an interview


LATE = f"So what you sent now doesn't count. {resending.COPY}"


def mine(interview_id: int) -> Interview:
    """The visitor's interview; 404 if it is not theirs."""
    return mock.mine(db.session, learner(), interview_id) or abort(404)


def left_already(interview: Interview, position: int, now: datetime) -> tuple[str, int] | None:
    """The page for another answer than the one with which a question was left, if it was left.

    This happens with the interview open in two tabs, and after going back in the browser.
    """
    items = mock.items_of(interview)
    is_open = position == interview.position and not interview.finished_at
    if is_open or not 0 <= position < len(items) or not wrote():
        return None
    served = mock.served_of(db.session, items[position])
    if served and practice.is_same(
        served.exercise, responses(served.exercise, request.form), items[position].responses
    ):
        return None  # sent twice
    if served is None or mock.state(interview, now) is not State.RUNNING:
        over = interview.finished_at is not None
        title = "This interview is over" if over else "You had left this question already"
        return resending.reading(409, title, LATE)
    flash(
        f"You had left question {position + 1} already, so what you typed now isn't saved. "
        "Save the change to replace your earlier answer."
    )
    return page(interview, served, typed(served.exercise, request.form), now, position), 409


def page(
    interview: Interview,
    served: Served | None,
    blanks: list[PageBlank],
    now: datetime,
    index: int | None = None,
) -> str:
    """The question at this index, or the one that is open, with what was typed."""
    at = interview.position if index is None else index
    troubled = [blank for blank in blanks if blank.trouble]
    return render_template(
        "mock/question.html",
        interview=interview,
        items=mock.items_of(interview),
        at=at,
        left=mock.left(interview, now),
        opened=int(mock.spent(interview, now)),
        served=served,
        question=served and served.question,
        exercise=served and served.exercise,
        picture=served and picture(served.exercise),
        blanks=blanks,
        troubled=troubled,
        half=bool(troubled)
        and all(blank.empty or blank.partial for blank in troubled)
        and (len(troubled) < len(blanks) or any(blank.partial for blank in troubled)),
        focus=focus(served, blanks, troubled) if served else "",
    )
