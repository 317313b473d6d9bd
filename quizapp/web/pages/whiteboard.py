"""The whiteboard: choosing what to derive, and writing lines that are checked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import BadQuestion, Unreadable
from engine.derivation.derivation import steps_for
from engine.exercise.exercise import Exercise
from engine.whiteboard import ASK, BoardLine, worked
from quizapp import practice, whiteboard
from quizapp.models import Whiteboard
from quizapp.practice import Served
from quizapp.whiteboard import Opened

from ..chance import chance
from ..drawing.network.blank_names import named_picture
from ..extensions import db
from ..forms import small
from ..here import stored
from ..interview_lock import not_in_interview
from ..question.answer_form import opened as opened_question
from ..serving import resending
from ..serving.resending import comes_back
from ..visitor import EVERYBODY, learner, learner_or_guest, own

pages = Blueprint("whiteboard", __name__, url_prefix="/whiteboard")
WHO = EVERYBODY

BOARD = "/<int(max=2147483647):board_id>"

MOVED_ON = (
    "The board has changed since this page was opened, so your line isn't on it yet. Check it "
    "against the lines above, then choose Check line again."
)
FULL = "The board is full, so your line isn't on it. Undo some lines first."
FINISHED = f"So your line isn't on the board. {resending.COPY}"


@pages.app_template_filter("derivable")
def derivable(exercise: Exercise) -> bool:
    """Whether an exercise has something to derive."""
    return whiteboard.target_of(exercise) is not None


@pages.get("")
def listing() -> str:
    known, ready = learner(), whiteboard.suitable(db.session)
    return render_template(
        "whiteboard/list.html",
        topics=[topic for topic in practice.skills(db.session) if topic.slug in ready],
        tally={skill: len(ids) for skill, ids in ready.items()},
        boards=whiteboard.boards(db.session, known) if known else [],
    )


@pages.post("")
def start() -> Response:
    """Start with any question, any question on a topic, or the one that the form names."""
    form, known = request.form, learner_or_guest()
    if "question" in form:
        served = opened_question(
            form.get("question", -1, type=small), form, form.get("revision", type=small)
        )
    else:
        served = whiteboard.choose(
            db.session,
            known,
            skill=form.get("topic") or None,
            level=form.get("level", type=small),
            chance=chance(),
        ) or abort(404)
    not_in_interview(known, served.question_row.id)
    return _begin(served, form.get("target", ""))


@pages.get(BOARD)
def board(board_id: int) -> str:
    return _page(_opened(board_id))


@pages.post(BOARD)
def write(board_id: int) -> Response | tuple[str, int]:
    """Check a line, give a hint, or undo the last line."""
    found, now = _opened(board_id), datetime.now(UTC)
    text, action = request.form.get("line", ""), request.form.get("action")
    if found.row.finished_at and _is_new(found, text):
        return resending.reading(409, "This derivation is finished", FINISHED)
    if not _is_next(found):
        if not _is_new(found, text):
            text = ""
        elif action not in ("hint", "undo"):
            return _page(found, typed=text, told=MOVED_ON), 409
    elif action == "hint":
        whiteboard.hint(found, now=now)
    elif action == "undo":
        whiteboard.undo(found.row)
    elif found.full:
        return _page(found, typed=text, told=FULL), 422
    else:
        line = whiteboard.write(found, text, now=now)
        if line.verdict == "unreadable":
            return _page(found, line), 422
        text = ""
    _keep(board_id, text)
    db.session.commit()
    return redirect(url_for(".board", board_id=board_id), 303)


@comes_back("whiteboard.write")
def as_typed(board_id: int) -> str:
    """The board with the line that was typed, if it could not be accepted."""
    return _page(_opened(board_id), typed=request.form.get("line", ""))


@pages.get(f"{BOARD}/preview")
def preview(board_id: int) -> str:
    """How the line that is being typed is read so far."""
    latex, trouble, text = "", "", request.args.get("line", "")
    found = _opened(board_id)
    try:
        if text.strip() == ASK:
            trouble = "Enter gives the next hint."
        else:
            latex = found.board.preview(text)
    except Unreadable as unread:
        trouble = str(unread)
    return render_template("read_so_far.html", latex=latex, trouble=trouble)


@pages.post(f"{BOARD}/draft")
def keep_draft(board_id: int) -> tuple[str, int]:
    """Save what a page sends while the learner types."""
    if _is_next(_opened(board_id)):
        _keep(board_id, request.form.get("line", ""))
        db.session.commit()
    return "", 204


@pages.post(f"{BOARD}/fresh")
def again(board_id: int) -> Response:
    """The same question again, with new numbers."""
    found = _opened(board_id)
    question = found.served.question
    served = practice.fresh(
        db.session,
        learner_or_guest(),
        found.served.question_row.id,
        chance=chance(),
        level=question.level,
        and_if=question.and_if,
    )
    return _begin(served or abort(404), "")


def _begin(served: Served, target: str) -> Response:
    chosen = whiteboard.target_of(served.exercise, target) or abort(404)
    row = whiteboard.start(db.session, learner_or_guest(), served, chosen, now=datetime.now(UTC))
    db.session.commit()
    return redirect(url_for(".board", board_id=row.id), 303)


def _opened(board_id: int) -> Opened:
    """This learner's board, or a 404."""
    try:
        return whiteboard.open_board(own(Whiteboard, board_id))
    except BadQuestion:
        abort(404)


def _is_next(found: Opened) -> bool:
    """Whether the form was made for the board's current state."""
    return request.form.get("after", type=small) in (None, len(found.row.lines))


def _is_new(found: Opened, text: str) -> bool:
    """Whether the line isn't on the board yet, so that its form wasn't just sent twice."""
    after = request.form.get("after", 0, type=small)
    return bool(text.strip()) and text not in found.row.lines[after:]


def _keep(board_id: int, text: str) -> None:
    """Save what was typed but isn't on the board yet."""
    place, known = stored(url_for(".board", board_id=board_id)), learner_or_guest()
    if text.strip():
        practice.keep_draft(
            db.session, known, place, {"line": text}, token="", now=datetime.now(UTC)
        )
    else:
        practice.drop_draft(db.session, known, place)


def _page(found: Opened, unread: BoardLine | None = None, typed: str = "", told: str = "") -> str:
    exercise, known = found.served.exercise, learner()
    left: dict[str, Any] = {}
    if known and unread is None:
        place = stored(url_for(".board", board_id=found.row.id))
        left = practice.draft(db.session, known, place) or {}
    return render_template(
        "whiteboard/board.html",
        found=found,
        served=found.served,
        exercise=exercise,
        vocabulary=found.board.vocabulary,
        forward=worked.forward(found.board.vocabulary),
        computed=worked.computed(found.board.vocabulary),
        picture=named_picture(exercise, found.board.vocabulary),
        unread=unread,
        told=told,
        typed=unread.text if unread else typed or left.get("line", ""),
        steps=steps_for(exercise, found.row.target) if found.row.finished_at else (),
        others=[part for part in whiteboard.targets(exercise) if part.name != found.row.target],
    )
