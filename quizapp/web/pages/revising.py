"""What happened to a question, and what can be done with it as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from tomllib import TOMLDecodeError

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.bank import edit, naming, proposals, publishing
from quizapp.bank.answered import was_answered
from quizapp.bank.formats import toml
from quizapp.bank.word_diff import word_diff
from quizapp.models import Learner, Question, Revision, latest_revision
from quizapp.storage import settings

from ..extensions import db
from ..question.draft_form import form_places
from ..visitor import INSTRUCTORS, learner

pages = Blueprint("revising", __name__, url_prefix="/bank")
WHO = INSTRUCTORS

QUESTION = "/<int(max=2147483647):question_id>"
NUMBER = "<int(max=2147483647):number>"
APPROVAL = (
    "Somebody else has to approve it. It's on the list of the bank now, marked for review, and any "
    "reviewer but its author can publish it."
)
COPY = "It isn't published yet. Give it a title of its own before you publish it."
Page = str | tuple[str, int] | Response


@pages.get(f"{QUESTION}/revisions")
def revisions(question_id: int) -> Page:
    return _page(_found(question_id))


@pages.get(f"{QUESTION}/revisions/{NUMBER}")
def revision(question_id: int, number: int) -> str:
    """One revision of the question, and its changes since another, by default the one before."""
    question = _found(question_id)
    listed = {one.number: one for one in edit.revisions(db.session, question)}
    shown = listed.get(number) or abort(404)
    before = listed.get(request.args.get("since", number - 1, type=int))
    return render_template(
        "bank/revision.html",
        question=question,
        revision=shown,
        title=_title(shown),
        latest=max(listed),
        before=before,
        others=sorted(listed.keys() - {number}),
        changes=word_diff(before.text, shown.text) if before else [],
    )


@pages.post(f"{QUESTION}/revisions/{NUMBER}/restore")
def restore_revision(question_id: int, number: int) -> Page:
    """Make an old text the latest again."""
    question = _found(question_id)
    listed = {one.number: one for one in edit.revisions(db.session, question)}
    old, last = listed.get(number) or abort(404), max(listed)

    def act(by: Learner, now: datetime) -> str:
        if proposals.waits(question, settings.needs_review()):
            note = f"Restored revision {number}"
            proposals.propose(
                db.session, question, old.text, author=by, note=note, base_number=last, now=now
            )
            return proposals.SENT
        saved = edit.restore_revision(db.session, old, author=by, base_number=last, now=now)
        if saved.number == last:
            return "That is already the text in use, so nothing changed."
        return f"Restored revision {number} as revision {saved.number}."

    return _act(question, act)


@pages.post(f"{QUESTION}/publish")
def publish(question_id: int) -> Page:
    question = _found(question_id)

    def act(by: Learner, now: datetime) -> str:
        done = publishing.publish(
            db.session, question, by=by, now=now, review=settings.needs_review()
        )
        return f"Published: {question.title}." if done else APPROVAL

    return _act(question, act)


@pages.post(f"{QUESTION}/approve")
def approve(question_id: int) -> Page:
    """Make the change that waits for approval the revision in use."""
    question = _found(question_id)

    def act(by: Learner, now: datetime) -> str:
        if waiting := proposals.proposed(db.session, question):
            added = proposals.approve(db.session, waiting, by=by, now=now)
            return f"Approved: learners are asked revision {added.number} now."
        return "No change is waiting for approval any more."

    return _act(question, act)


@pages.post(f"{QUESTION}/decline")
def decline(question_id: int) -> Page:
    """Drop the change that waits for approval."""
    question = _found(question_id)

    def act(by: Learner, now: datetime) -> str:
        if waiting := proposals.proposed(db.session, question):
            proposals.drop(db.session, waiting, by=by, now=now)
        return "Declined. The question stays as it was."

    return _act(question, act)


@pages.post(f"{QUESTION}/retire")
def retire(question_id: int) -> Page:
    question = _found(question_id)

    def act(by: Learner, now: datetime) -> str:
        edit.retire(db.session, question, by=by, now=now)
        return f"Retired: {question.title}. It won't be asked any more."

    return _act(question, act)


@pages.post(f"{QUESTION}/restore")
def restore(question_id: int) -> Page:
    question = _found(question_id)

    def act(by: Learner, now: datetime) -> str:
        edit.restore(db.session, question, by=by, now=now)
        return f"Restored: {question.title}."

    return _act(question, act)


@pages.post(f"{QUESTION}/rename")
def rename(question_id: int) -> Page:
    """Change the name, the topic or both."""
    question, slug = _found(question_id), request.form.get("slug", "")

    def act(by: Learner, now: datetime) -> str:
        before = question.slug
        changed = naming.rename(db.session, question, slug, by=by, now=now)
        if not changed:
            return "Nothing changed: that's its name already."
        return f"The name is {question.slug} now. {before} still leads to it."

    return _act(question, act)


@pages.post(f"{QUESTION}/duplicate")
def duplicate(question_id: int) -> Page:
    question = _found(question_id)
    slug = naming.in_topic(request.form.get("slug", ""), question.skill_slug)
    slug = slug if slug not in ("", question.slug) else naming.free_name(db.session, question.slug)
    copies: list[Question] = []

    def act(by: Learner, now: datetime) -> str:
        copies.append(naming.duplicate(db.session, question, slug, by=by, now=now))
        return f"This is the copy of {question.slug}. {COPY}"

    return _act(question, act, lambda: _home(copies[0]))


@pages.post(f"{QUESTION}/delete")
def delete(question_id: int) -> Page:
    question = _found(question_id)
    title = question.title

    def act(by: Learner, now: datetime) -> str:
        naming.remove(db.session, question, by=by, now=now)
        return f"Deleted: {title}."

    return _act(question, act, lambda: url_for("bank.listing"))


@pages.get("/named/<path:slug>")
def named(slug: str) -> Response:
    """The question with this name, now or before."""
    if question := naming.named(db.session, slug):
        return redirect(_home(question), 303)
    flash(f"No question has ever had the name {slug}.")
    return redirect(url_for("bank.listing", state="all"), 303)


def _act(
    question: Question,
    act: Callable[[Learner, datetime], str],
    onward: Callable[[], str] | None = None,
) -> Page:
    """Do it, say so and go on; or show the page again with what is wrong."""
    by, where = learner() or abort(403), _home(question)
    try:
        said = act(by, datetime.now(UTC))
        db.session.commit()
    except publishing.NotReady as error:
        db.session.rollback()
        text = (latest_revision(db.session, question.id) or abort(404)).text
        return _page(question, problems=error.problems, place_of=form_places(text)), 422
    except edit.Rejected as error:
        db.session.rollback()
        return _page(question, problems=error.problems), 422
    except (edit.Conflict, naming.HasAnswers, proposals.CannotApprove) as error:
        db.session.rollback()
        return _page(question, trouble=str(error)), 409
    flash(said)
    return redirect(onward() if onward else where, 303)


def _title(revision: Revision) -> str:
    """The title that the question had then."""
    try:
        return str(toml.read(revision.text)["title"])
    except (KeyError, TOMLDecodeError):  # from an earlier version
        return revision.question.title


def _found(question_id: int) -> Question:
    return db.session.get(Question, question_id) or abort(404)


def _home(question: Question) -> str:
    return url_for("revising.revisions", question_id=question.id)


def _page(question: Question, **more: object) -> str:
    latest = latest_revision(db.session, question.id) or abort(404)
    by, waiting = learner() or abort(403), proposals.proposed(db.session, question)
    return render_template(
        "bank/revisions.html",
        question=question,
        revisions=edit.revisions(db.session, question),
        latest=latest,
        waiting=waiting,
        may_decide=waiting and proposals.may_decide(waiting, by),
        changes=word_diff(latest.text, waiting.text) if waiting else [],
        needs_review=settings.needs_review() and not publishing.may_approve(latest, by),
        answered=was_answered(db.session, question),
        form=request.form,
        **more,
    )
