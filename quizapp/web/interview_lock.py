"""While an interview is under way, nothing else gives the answers to its questions away."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import abort

from quizapp import mock, practice
from quizapp.models import Draft, Interview, Learner

from .extensions import db

LOCKED = 423


def drafts_at_hand(learner: Learner, under_way: Interview | None) -> list[Draft]:
    """The answers that were begun and aren't asked by the interview, newest first."""
    asked = {item.question for item in mock.items_of(under_way)} if under_way else ()
    begun = practice.drafts(db.session, learner)
    return [draft for draft in begun if _question(draft) not in asked]


def _question(draft: Draft) -> int:
    return int(urlsplit(draft.place).path.rpartition("/")[2])


def not_in_interview(learner: Learner | None, question_id: int) -> None:
    """End the request if the learner's running interview asks this question."""
    if question_id in mock.withheld(db.session, learner):
        abort(LOCKED)
