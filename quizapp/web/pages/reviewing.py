"""Publishing a question, and a second pair of eyes for what changes."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, request, url_for

from quizapp import practice
from quizapp.bank import proposals, publishing
from quizapp.bank.given_back import dropped
from quizapp.models import IN_REVIEW, Learner, Question, latest_revision
from quizapp.storage import settings

from ..extensions import db
from ..here import stored
from ..question.both_edits import both_edits
from ..question.draft_question import QuestionDraft
from ..question.revisions_page import Page, act_on, home_of
from ..visitor import INSTRUCTORS, learner

pages = Blueprint("reviewing", __name__, url_prefix="/bank")
WHO = INSTRUCTORS

QUESTION = "/<int(max=2147483647):question_id>"
APPROVAL = (
    "Somebody else has to approve it. It's on the list of the bank now, marked for review, and any "
    "reviewer but its author can publish it."
)
TOLD = "Its author sees why, and its text is kept below."
TAKEN_UP = "Here's the change again. Save it when it's ready."
UNFINISHED = "You have an unfinished text of this question. Save or discard it first."


@pages.post(f"{QUESTION}/publish")
def publish(question_id: int) -> Page:
    question, seen = _found(question_id), request.form.get("seen")

    def act(by: Learner, now: datetime) -> str:
        latest = latest_revision(db.session, question.id)
        if question.stage == IN_REVIEW and latest:
            proposals.as_seen(str(latest.number), seen)
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
    question, seen = _found(question_id), request.form.get("seen")

    def act(by: Learner, now: datetime) -> str:
        if waiting := proposals.proposed(db.session, question):
            proposals.as_seen(waiting.stamp, seen)
            added = proposals.approve(db.session, waiting, by=by, now=now)
            return f"Approved: learners are asked revision {added.number} now."
        return "No change is waiting for approval any more."

    return act_on(question, act)


@pages.post(f"{QUESTION}/decline")
def decline(question_id: int) -> Page:
    """Drop the change that waits for approval."""
    question, seen = _found(question_id), request.form.get("seen")
    why = request.form.get("why", "").strip()[:500]

    def act(by: Learner, now: datetime) -> str:
        waiting = proposals.proposed(db.session, question)
        if waiting is None:
            return "No change is waiting for approval any more."
        is_own = waiting.author_id == by.id
        proposals.as_seen(waiting.stamp, seen)
        proposals.drop(db.session, waiting, why, by=by, now=now)
        return "Withdrawn. Its text is kept below." if is_own else f"Declined. {TOLD}"

    return act_on(question, act)


@pages.post(f"{QUESTION}/take-up")
def take_up(question_id: int) -> Page:
    """Go on with the text of a change that was declined or withdrawn, in the editor."""
    question, me = _found(question_id), learner() or abort(403)
    if (act := dropped(db.session, question)) is None:
        return redirect(home_of(question), 303)
    editor = url_for("bank.change", question_id=question.id)
    if practice.draft(db.session, me, stored(editor)):
        flash(UNFINISHED)
        return redirect(editor, 303)
    said = act.detail
    draft = QuestionDraft(said["text"], said["base"], note=said["change"])
    draft, _ = both_edits(db.session, question, draft)
    now = datetime.now(UTC)
    practice.keep_draft(db.session, me, stored(editor), draft.kept, token="", now=now)
    db.session.commit()
    flash(TAKEN_UP)
    return redirect(editor, 303)


def _found(question_id: int) -> Question:
    return db.session.get(Question, question_id) or abort(404)
