"""What the marker of short answers was unsure of, and teaching it another phrasing."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import BadQuestion
from quizapp.bank import doubts
from quizapp.bank.edit import Conflict, Rejected
from quizapp.corrections.reread import reread, underrated
from quizapp.kinds import is_written
from quizapp.models import Question

from ..extensions import db
from ..visitor import INSTRUCTORS, learner

pages = Blueprint("unsure_points", __name__, url_prefix="/bank/unsure")
WHO = INSTRUCTORS
LONGEST = 300  # characters of a phrasing


@pages.get("")
def listing() -> str:
    return render_template("bank/doubts.html", doubts=doubts.doubts(db.session))


@pages.post("/<int(max=2147483647):question_id>/<int(max=99):index>")
def teach(question_id: int, index: int) -> Response | str | tuple[str, int]:
    """Try a phrasing on all stored answers, or add it."""
    question, form = _question(question_id), request.form
    words = form.get("words", "").strip()[:LONGEST]
    is_tried = words == form.get("tried", "").strip()  # its effects were seen, not those of others
    try:
        effects = doubts.tried(db.session, question, index, words)
        if form.get("action") != "add" or not is_tried:
            return render_template(
                "bank/doubt.html", question=question, index=index, words=words, effects=effects
            )
        doubts.teach(
            db.session, question, index, words, author=learner() or abort(403),
            now=datetime.now(UTC),
        )  # fmt: skip
    except (BadQuestion, Rejected, Conflict) as error:
        return render_template(
            "bank/doubt.html", question=question, index=index, words=words, effects=[], wrong=error
        ), 422
    except IndexError:  # the rubric has fewer points now
        return redirect(url_for(".listing"), 303)
    db.session.commit()
    flash("Added as a new revision.")
    return redirect(url_for(".again", question_id=question_id), 303)


@pages.get("/<int(max=2147483647):question_id>/again")
def again(question_id: int) -> str:
    """The answers that the latest rubric gives more."""
    question = _question(question_id)
    found = underrated(db.session, question)
    return render_template("bank/reread.html", question=question, found=found)


@pages.post("/<int(max=2147483647):question_id>/again")
def mark_again(question_id: int) -> Response:
    reread(db.session, underrated(db.session, _question(question_id)), now=datetime.now(UTC))
    db.session.commit()
    flash("Marked again. The learners will be told.")
    return redirect(url_for(".listing"), 303)


def _question(question_id: int) -> Question:
    """The question; only those that are answered in sentences have points to be unsure of."""
    found = db.session.get(Question, question_id) or abort(404)
    return found if is_written(found.type) else abort(redirect(url_for(".listing"), 303))
