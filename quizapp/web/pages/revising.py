"""What happened to a question, and what can be done with it as a whole."""

from __future__ import annotations

from datetime import datetime
from tomllib import TOMLDecodeError

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.bank import edit, naming, proposals
from quizapp.bank.formats import toml
from quizapp.bank.word_diff import word_diff
from quizapp.corrections import remarking
from quizapp.models import Learner, Question, Revision
from quizapp.storage import settings

from ..extensions import db
from ..question.revisions_page import Page, act_on, home_of, revisions_page
from ..visitor import INSTRUCTORS

pages = Blueprint("revising", __name__, url_prefix="/bank")
WHO = INSTRUCTORS

QUESTION = "/<int(max=2147483647):question_id>"
NUMBER = "<int(max=2147483647):number>"
COPY = "It isn't published yet. Give it a title of its own before you publish it."


@pages.get(f"{QUESTION}/revisions")
def revisions(question_id: int) -> Page:
    return revisions_page(_found(question_id))


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
        remarkable=remarking.may_remark(db.session, shown),
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

    return act_on(question, act)


@pages.post(f"{QUESTION}/retire")
def retire(question_id: int) -> Page:
    question = _found(question_id)

    def act(by: Learner, now: datetime) -> str:
        edit.retire(db.session, question, by=by, now=now)
        return f"Retired: {question.title}. It won't be asked any more."

    return act_on(question, act)


@pages.post(f"{QUESTION}/restore")
def restore(question_id: int) -> Page:
    question = _found(question_id)

    def act(by: Learner, now: datetime) -> str:
        edit.restore(db.session, question, by=by, now=now)
        return f"Restored: {question.title}."

    return act_on(question, act)


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

    return act_on(question, act)


@pages.post(f"{QUESTION}/duplicate")
def duplicate(question_id: int) -> Page:
    question = _found(question_id)
    slug = naming.in_topic(request.form.get("slug", ""), question.skill_slug)
    slug = slug if slug not in ("", question.slug) else naming.free_name(db.session, question.slug)
    copies: list[Question] = []

    def act(by: Learner, now: datetime) -> str:
        copies.append(naming.duplicate(db.session, question, slug, by=by, now=now))
        return f"This is the copy of {question.slug}. {COPY}"

    return act_on(question, act, lambda: home_of(copies[0]))


@pages.post(f"{QUESTION}/delete")
def delete(question_id: int) -> Page:
    question = _found(question_id)
    title = question.title

    def act(by: Learner, now: datetime) -> str:
        naming.remove(db.session, question, by=by, now=now)
        return f"Deleted: {title}."

    return act_on(question, act, lambda: url_for("bank.listing"))


@pages.get("/named/<path:slug>")
def named(slug: str) -> Response:
    """The question with this name, now or before."""
    if question := naming.named(db.session, slug):
        return redirect(home_of(question), 303)
    flash(f"No question has ever had the name {slug}.")
    return redirect(url_for("bank.listing", state="all"), 303)


def _title(revision: Revision) -> str:
    """The title that the question had then."""
    try:
        return str(toml.read(revision.text)["title"])
    except (KeyError, TOMLDecodeError):  # from an earlier version
        return revision.question.title


def _found(question_id: int) -> Question:
    return db.session.get(Question, question_id) or abort(404)
