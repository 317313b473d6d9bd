"""The instructor's bank: finding, editing, retiring and restoring questions."""

from __future__ import annotations

import difflib
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from quizapp import practice
from quizapp.bank import edit
from quizapp.models import Question, Revision, Skill, latest_revision

from ..extensions import db
from ..question.bank_list import bank_list
from ..question.draft_question import STARTS, QuestionDraft, preview_of
from ..serving.resending import comes_back
from ..visitor import INSTRUCTORS, learner

pages = Blueprint("bank", __name__, url_prefix="/bank")
WHO = INSTRUCTORS


@pages.get("/")
def listing() -> str:
    return bank_list()


@pages.get("/new")
def new() -> str:
    kind = request.args.get("type", "choice")
    start = QuestionDraft(STARTS.get(kind, STARTS["choice"]))
    left = None if "type" in request.args else _left_off()
    return _page(None, left or start, kind=kind, left=left is not None)


@pages.post("/new")
def create() -> Response | tuple[str, int]:
    return _save(None)


@pages.get("/<int(max=2147483647):question_id>/edit")
def change(question_id: int) -> str:
    question, latest = _find(question_id)
    left = _left_off()
    return _page(question, left or QuestionDraft(latest.text, base=latest.number), left=bool(left))


@pages.post("/<int(max=2147483647):question_id>/edit")
def save(question_id: int) -> Response | tuple[str, int]:
    return _save(_find(question_id)[0])


@comes_back("bank.create", "bank.save")
def as_typed(question_id: int | None = None) -> str:
    """The editor with what was typed, if it could not be saved."""
    known = learner()
    if known is None or not known.is_instructor:
        abort(403)
    return _page(_find(question_id)[0] if question_id else None, QuestionDraft.of(request.form))


@pages.post("/new/draft")
@pages.post("/<int(max=2147483647):question_id>/edit/draft")
def keep_draft(question_id: int | None = None) -> tuple[str, int]:
    """Save what a page sends while somebody edits."""
    author, draft = learner() or abort(403), QuestionDraft.of(request.form)
    place, now = _place(question_id), datetime.now(UTC)
    if draft.text == _saved(question_id, draft.slug):
        practice.drop_draft(db.session, author, place)
    else:
        practice.keep_draft(db.session, author, place, draft.kept, token="", now=now)
    db.session.commit()
    return "", 204


@pages.post("/new/discard")
@pages.post("/<int(max=2147483647):question_id>/edit/discard")
def discard(question_id: int | None = None) -> Response:
    """Go back to the question as it was saved last."""
    practice.drop_draft(db.session, learner() or abort(403), _place(question_id))
    db.session.commit()
    return redirect(_place(question_id), 303)


@pages.post("/preview")
def preview() -> str:
    """The draft as learners would see it, and its problems: a part of a page."""
    return render_template("bank/preview.html", **preview_of(QuestionDraft.of(request.form).text))


@pages.get("/<int(max=2147483647):question_id>/revisions")
def revisions(question_id: int) -> str:
    question, _ = _find(question_id)
    listed = edit.revisions(db.session, question)
    return render_template("bank/revisions.html", question=question, revisions=listed)


@pages.get("/<int(max=2147483647):question_id>/revisions/<int(max=2147483647):number>")
def revision(question_id: int, number: int) -> str:
    """One revision of the question, and its changes to the previous one."""
    question, latest = _find(question_id)
    texts = {one.number: one for one in edit.revisions(db.session, question)}
    shown = texts.get(number) or abort(404)
    before = texts.get(number - 1)
    lines = difflib.unified_diff(
        before.text.splitlines() if before else [], shown.text.splitlines(), lineterm="", n=2
    )
    return render_template(
        "bank/revision.html",
        question=question,
        revision=shown,
        latest=latest,
        changes=list(lines)[2:] if before else [],
    )


@pages.post("/<int(max=2147483647):question_id>/retire")
def retire(question_id: int) -> Response:
    question, _ = _find(question_id)
    author = learner() or abort(403)
    edit.retire(question, by=author, now=datetime.now(UTC))
    db.session.commit()
    return _back(question, f"Retired: {question.title}. It won't be asked any more.")


@pages.post("/<int(max=2147483647):question_id>/restore")
def restore(question_id: int) -> Response:
    question, _ = _find(question_id)
    edit.restore(question)
    db.session.commit()
    return _back(question, f"Restored: {question.title}.")


def _find(question_id: int) -> tuple[Question, Revision]:
    question = db.session.get(Question, question_id) or abort(404)
    return question, latest_revision(db.session, question.id) or abort(404)


def _skills() -> list[Skill]:
    return list(db.session.scalars(select(Skill).order_by(Skill.position)))


def _save(question: Question | None) -> Response | tuple[str, int]:
    draft = QuestionDraft.of(request.form)
    if request.form.get("action") == "preview":
        return _page(question, draft, **preview_of(draft.text)), 200
    author = learner() or abort(403)
    try:
        saved = edit.save_revision(
            db.session,
            question,
            draft.text,
            author=author,
            note=draft.note,
            base_number=draft.base,
            now=datetime.now(UTC),
            slug=draft.slug,
        )
    except edit.Rejected as error:
        db.session.rollback()
        return _page(question, draft, problems=error.problems), 422
    except edit.Conflict as error:
        db.session.rollback()
        draft = draft.onto(error.latest.number)
        return _page(question, draft, conflict=str(error), theirs=error.latest), 409
    practice.drop_draft(db.session, author, request.path)
    db.session.commit()
    return _back(saved.question, f"Saved as revision {saved.number}.")


def _place(question_id: int | None) -> str:
    """The address of the editor, which is the place of its draft."""
    return url_for(".change", question_id=question_id) if question_id else url_for(".new")


def _saved(question_id: int | None, slug: str) -> str | None:
    """The text that was saved last, perhaps just now under this name."""
    question = (
        db.session.get(Question, question_id)
        if question_id
        else db.session.scalar(select(Question).where(Question.slug == slug))
    )
    latest = latest_revision(db.session, question.id) if question else None
    return latest.text if latest else None


def _left_off() -> QuestionDraft | None:
    """The editor as it was left without saving."""
    found = practice.draft(db.session, learner() or abort(403), request.path)
    return QuestionDraft.of(found) if found else None


def _page(question: Question | None, draft: QuestionDraft, **more: object) -> str:
    return render_template(
        "bank/edit.html", question=question, draft=draft, skills=_skills(), types=STARTS, **more
    )


def _back(question: Question, message: str) -> Response:
    flash(message)
    return redirect(url_for("bank.revisions", question_id=question.id), 303)
