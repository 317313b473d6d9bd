"""Publishing a question, and a second pair of eyes for what changes."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, abort, request

from quizapp.bank import proposals, publishing
from quizapp.models import Learner, Question
from quizapp.storage import settings

from ..extensions import db
from ..question.revisions_page import Page, act_on
from ..visitor import INSTRUCTORS

pages = Blueprint("reviewing", __name__, url_prefix="/bank")
WHO = INSTRUCTORS

QUESTION = "/<int(max=2147483647):question_id>"
APPROVAL = (
    "Somebody else has to approve it. It's on the list of the bank now, marked for review, and any "
    "reviewer but its author can publish it."
)


@pages.post(f"{QUESTION}/publish")
def publish(question_id: int) -> Page:
    question = _found(question_id)

    def act(by: Learner, now: datetime) -> str:
        done = publishing.publish(
            db.session, question, by=by, now=now, review=settings.needs_review()
        )
        return f"Published: {question.title}." if done else APPROVAL

    return act_on(question, act)


@pages.post(f"{QUESTION}/send-back")
def send_back(question_id: int) -> Page:
    """Make what is in review a draft again, with a word why."""
    question, why = _found(question_id), request.form.get("why", "").strip()[:500]

    def act(by: Learner, now: datetime) -> str:
        done = publishing.send_back(db.session, question, why, by=by, now=now)
        told = "Sent back. Its author sees what you wrote on this page."
        return told if done else "It isn't in review any more."

    return act_on(question, act)


@pages.post(f"{QUESTION}/approve")
def approve(question_id: int) -> Page:
    """Make the change that waits for approval the revision in use."""
    question = _found(question_id)

    def act(by: Learner, now: datetime) -> str:
        if waiting := proposals.proposed(db.session, question):
            added = proposals.approve(db.session, waiting, by=by, now=now)
            return f"Approved: learners are asked revision {added.number} now."
        return "No change is waiting for approval any more."

    return act_on(question, act)


@pages.post(f"{QUESTION}/decline")
def decline(question_id: int) -> Page:
    """Drop the change that waits for approval."""
    question = _found(question_id)

    def act(by: Learner, now: datetime) -> str:
        if waiting := proposals.proposed(db.session, question):
            proposals.drop(db.session, waiting, by=by, now=now)
        return "Declined. The question stays as it was."

    return act_on(question, act)


def _found(question_id: int) -> Question:
    return db.session.get(Question, question_id) or abort(404)
