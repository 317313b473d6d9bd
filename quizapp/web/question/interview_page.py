"""The page of one question of an interview: the one that is open, or an earlier one."""

from __future__ import annotations

from datetime import datetime

from flask import abort, render_template

from quizapp import mock
from quizapp.models import Interview
from quizapp.practice import Served

from ..drawing.network.picture import picture
from ..extensions import db
from ..visitor import learner
from .blanks import PageBlank
from .question_page import focus

ONE = "/mock/<int(max=2147483647):interview_id>"  # the address of an interview


def mine(interview_id: int) -> Interview:
    """The visitor's interview; 404 if it is not theirs."""
    return mock.mine(db.session, learner(), interview_id) or abort(404)


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
