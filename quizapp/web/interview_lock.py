"""While an interview is under way, nothing else gives the answers to its questions away."""

from __future__ import annotations

from flask import abort

from quizapp import mock
from quizapp.models import Learner

from .extensions import db

LOCKED = 423


def not_in_interview(learner: Learner | None, question_id: int) -> None:
    """End the request if the learner's running interview asks this question."""
    if question_id in mock.withheld(db.session, learner):
        abort(LOCKED)
