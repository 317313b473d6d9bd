"""The instructor's bank: finding, editing, retiring and restoring questions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from quizapp import practice
from quizapp.bank import edit, proposals
from quizapp.bank.file_problem import Problem
from quizapp.bank.given_back import dropped
from quizapp.bank.images import BadImage
from quizapp.models import Act, Question, Revision, Skill, latest_revision
from quizapp.storage import settings

from ..extensions import db
from ..forms import small
from ..here import linked, stored
from ..question.added_image import below_prompt, kept_image, left_out
from ..question.arrived_late import is_saved
from ..question.bank_list import bank_list
from ..question.both_edits import both_edits, first_draft
from ..question.draft_form import editor_view, stays
from ..question.draft_preview import ACTIONS, preview_of
from ..question.draft_question import STARTS, QuestionDraft
from ..question.revisions_page import home_of, said_of
from ..serving.resending import comes_back
from ..visitor import INSTRUCTORS, learner

pages = Blueprint("bank", __name__, url_prefix="/bank")
WHO = INSTRUCTORS
UNCHANGED = "Nothing changed, so there is nothing to save."


@pages.get("/")
def listing() -> str:
    return bank_list()


@pages.get("/new")
def new() -> str:
    left = _left_off()
    start = (left or QuestionDraft(STARTS[_kind()])).choosing(request.args)
    return _page(None, start, left=left is not None)


@pages.post("/new")
def create() -> Response | tuple[str, int]:
    if request.form.get("action") == "start":  # another type, from a page without scripts
        typed = QuestionDraft.of(request.form)
        if typed.text.strip() != STARTS[_kind()].strip():
            _keep(typed)
        return redirect(url_for(".new", type=request.form.get("type")), 303)
    return _save(None)


@pages.get("/<int(max=2147483647):question_id>/edit")
def change(question_id: int) -> str:
    question, latest = _find(question_id)
    stored, both = first_draft(db.session, question, latest, learner() or abort(403))
    if left := _left_off():
        return _page(question, left.choosing(request.args), left=True)
    return _page(question, stored.choosing(request.args), left=False, both=both)


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


@pages.post("/images")
def add_image() -> tuple[str | Response, int]:
    """Store an image; put it below the question where no script puts it where the cursor is."""
    alone = "text" not in request.form
    question_id = request.args.get("question", type=small)
    question = _find(question_id)[0] if question_id else None
    draft, said = QuestionDraft.of(request.form), request.form.get("image_alt", "")
    try:
        image = kept_image(db.session, request)
    except BadImage as error:
        if alone:
            return jsonify(detail=str(error)), 422
        return _page(question, draft, image_trouble=str(error), image_alt=said), 422
    db.session.commit()
    if alone:
        return jsonify(markdown=image), 201
    longer = below_prompt(draft, image)
    if longer.text == draft.text:
        flash(f"Copy this to where it belongs: {image}")
    _keep(longer, question_id)
    return _page(question, longer), 200


@pages.post("/new/draft")
@pages.post("/<int(max=2147483647):question_id>/edit/draft")
def keep_draft(question_id: int | None = None) -> tuple[str, int]:
    """Save what a page sends while somebody edits."""
    author, draft = learner() or abort(403), QuestionDraft.of(request.form)
    if is_saved(db.session, question_id, draft):
        practice.drop_draft(db.session, author, _place(question_id))
        db.session.commit()
    else:
        _keep(draft, question_id)
    return "", 204


@pages.post("/new/discard")
@pages.post("/<int(max=2147483647):question_id>/edit/discard")
def discard(question_id: int | None = None) -> Response:
    """Go back to the question as it was last saved."""
    practice.drop_draft(db.session, learner() or abort(403), _place(question_id))
    db.session.commit()
    back = url_for(".listing") if "back" in request.form else linked(_place(question_id))
    return redirect(back, 303)


def _find(question_id: int) -> tuple[Question, Revision]:
    question = db.session.get(Question, question_id) or abort(404)
    return question, latest_revision(db.session, question.id) or abort(404)


def _save(question: Question | None) -> Response | tuple[str, int]:
    draft, action = QuestionDraft.of(request.form), request.form.get("action", "")
    number = question.id if question else None
    if action in ACTIONS:
        _keep(draft, number)
        return _page(question, draft, **preview_of(draft, request.form, question)), 200
    if stays(action):
        return _page(question, draft), 200
    if left_out(request.form):
        _keep(draft, number)
        return _page(question, draft), 422
    author = learner() or abort(403)
    if action == "combine" and question:
        draft, both = both_edits(db.session, question, draft, request.form)
        _keep(draft, question.id)
        return _page(question, draft, both=both), 200
    said: dict[str, Any] = {"author": author, "note": draft.note, "base_number": draft.base}
    said["now"] = datetime.now(UTC)
    try:
        if question and proposals.waits(question, settings.needs_review()):
            text, over = draft.text, draft.over
            change = proposals.propose(db.session, question, text, over=over, **said)
            practice.drop_draft(db.session, author, _place(number))
            db.session.commit()
            return _back(question, proposals.SENT if change else UNCHANGED)
        saved = edit.save_revision(db.session, question, draft.text, slug=draft.slug, **said)
    except edit.Rejected as error:
        db.session.rollback()
        _keep(draft, number)
        return _page(question, draft, problems=error.problems, refused=True), 422
    except edit.Conflict as error:
        db.session.rollback()
        draft, both = both_edits(db.session, error.latest.question, draft)
        _keep(draft, error.latest.question_id)
        return _page(question, draft, both=both), 409
    practice.drop_draft(db.session, author, _place(number))
    db.session.commit()
    if question and saved.number == draft.base:
        return _back(question, UNCHANGED)
    return _back(saved.question, said_of(saved))


def _keep(draft: QuestionDraft, question_id: int | None = None) -> None:
    """Save what was typed, in case it never comes to more."""
    practice.keep_draft(
        db.session,
        learner() or abort(403),
        _place(question_id),
        draft.kept,
        token="",
        now=datetime.now(UTC),
    )
    db.session.commit()


def _kind() -> str:
    """The type that a new question starts from."""
    kind = request.args.get("type", "choice")
    return kind if kind in STARTS else "choice"


def _place(question_id: int | None) -> str:
    """The place of the editor, under which its draft is kept."""
    if question_id:
        return stored(url_for(".change", question_id=question_id))
    return stored(url_for(".new", **_new()))


def _new() -> dict[str, Any]:
    """What tells apart the questions that are being written: each has an editor of its own."""
    composed = request.args.get("composed", "")[:16]
    return {"type": _kind()} | ({"composed": composed} if composed else {})


def _left_off() -> QuestionDraft | None:
    """The editor with what was typed but never saved."""
    number = (request.view_args or {}).get("question_id")
    found = practice.draft(db.session, learner() or abort(403), _place(number))
    left = QuestionDraft.of(found) if found else None
    return None if left is None or is_saved(db.session, number, left) else left


def _page(question: Question | None, draft: QuestionDraft, **more: object) -> str:
    found: Any = more.get("problems", ())
    more = left_out(request.form) | more
    more |= editor_view(draft.text, request.values, found)
    more |= {
        "which": {} if question else _new(),
        "declined": question and _declined(question),
        "kind": _kind(),
        "skills": db.session.scalars(select(Skill).order_by(Skill.position)).all(),
        "types": STARTS,
    }
    if "misnamed" not in more:
        more["misnamed"] = _misnamed(draft) if found and not question else None
    return render_template("bank/edit.html", question=question, draft=draft, **more)


def _declined(question: Question) -> Act | None:
    """The change of the person who edits that was declined, if nothing was sent since."""
    act, me = dropped(db.session, question), learner()
    return act if act and me and act.name == "decline" and act.person_id == me.id else None


def _misnamed(draft: QuestionDraft) -> Problem | None:
    """Why a new question cannot have its name, which is no problem of its text."""
    return next(iter(edit.slug_problems(db.session, draft.slug)), None)


def _back(question: Question, message: str) -> Response:
    flash(message)
    return redirect(home_of(question), 303)
