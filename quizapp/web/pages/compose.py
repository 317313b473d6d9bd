"""The graph composer: a new exercise from layers and nodes, tried while it is put together."""

from __future__ import annotations

import secrets
import time
import tomllib

from flask import Blueprint, abort, render_template, request, url_for

from quizapp import practice
from quizapp.bank.graph_fields import form_of
from quizapp.bank.graph_form import GraphForm
from quizapp.bank.graph_trial import HEAD
from quizapp.models import Question, latest_revision

from ..extensions import db
from ..forms import small
from ..here import stored
from ..question.both_edits import first_draft
from ..question.composer_page import ACTIVATIONS, KINDS, composed, losses, optimisers, summaries
from ..question.draft_question import QuestionDraft
from ..serving.resending import comes_back
from ..visitor import INSTRUCTORS, learner
from .see.computation import computation

pages = Blueprint("compose", __name__, url_prefix="/bank/compose")
WHO = INSTRUCTORS

QUICK, THOROUGH = 0.15, 6.0  # seconds for trying seeds: while somebody types, and when asked to
START = {
    "layers": "2-2-1",
    "activations": ["tanh", "none"],
    "asked": {"medium": ["h", "y", "grad.z1"]},
}


@pages.get("")
def start() -> str:
    """The composer with a small network, or with the graph of a question."""
    _, draft = _changed()
    doc = tomllib.loads(draft.text) if draft else {}
    title, level = doc.get("title", ""), doc.get("level", 2)
    return _page(form_of(title, level, doc.get("graph", START)), QUICK)


@pages.post("")
def show() -> tuple[str, int] | str:
    """The form again, with what follows from it."""
    form, action = _form(), request.form.get("action", "")
    if action == "add":
        form = form.added()
    elif action.startswith("remove:"):
        form = form.removed(action.removeprefix("remove:"))
    return _page(form, QUICK if action == "quick" else THOROUGH)


@comes_back("compose.show")
def as_typed() -> str:
    """The composer with what was typed, if it could not be shown."""
    known = learner()
    if known is None or not known.is_instructor:
        abort(403)
    return _page(_form(), QUICK)


def _form() -> GraphForm:
    return GraphForm({name: request.form.getlist(name) for name in request.form})


def _changed() -> tuple[Question | None, QuestionDraft | None]:
    """The question whose graph is being changed, from the editor's draft or as last saved."""
    number = request.values.get("question", type=small)
    if number is None:
        return None, None
    question = db.session.get(Question, number) or abort(404)
    latest = latest_revision(db.session, question.id) or abort(404)
    place = stored(url_for("bank.change", question_id=question.id))
    me = learner() or abort(403)
    left = practice.draft(db.session, me, place)
    for draft in (QuestionDraft.of(left),) if left else ():
        try:
            tomllib.loads(draft.text)
        except tomllib.TOMLDecodeError:
            break  # what is half typed stays in the editor
        return question, draft
    return question, first_draft(db.session, question, latest, me)[0]


def _page(form: GraphForm, seconds: float) -> str:
    question, draft = _changed()
    text = draft.text if draft else ""
    page = composed(form, text=text, seconds=seconds, now=time.monotonic)
    return render_template(
        "bank/compose.html",
        page=page,
        form=form,
        composed=form.text("composed") or secrets.token_hex(4),  # the place of its draft
        hurried=seconds == QUICK,
        usual_title=HEAD["title"],
        question=question,
        draft=draft,
        drawn=computation(page.shown) if page.shown else None,
        activations=[*form.own_names, *ACTIVATIONS],
        kinds=KINDS,
        losses=losses(),
        optimisers=optimisers(),
        ops=dict.fromkeys(form.own_names, "Your own activation.") | summaries(),
    )
