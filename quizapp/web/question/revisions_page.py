"""The page of a question's revisions, and what is done to the question from there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.bank import edit, naming, proposals, publishing
from quizapp.bank.answered import was_answered
from quizapp.bank.given_back import dropped
from quizapp.bank.publishable import publish_problems
from quizapp.bank.word_diff import DiffLine, word_diff
from quizapp.corrections import remarking
from quizapp.models import IN_REVIEW, PUBLISHED, Act, Learner, Question, Revision, latest_revision
from quizapp.storage import settings

from ..extensions import db
from ..visitor import learner
from .draft_form import form_places

CORRECTS = "If it corrects the answer, re-mark earlier answers too: the link is on this page."
REFUSALS = (edit.Conflict, naming.HasAnswers, proposals.CannotApprove, publishing.NotSentBack)
Page = str | tuple[str, int] | Response


def revisions_page(question: Question, **more: object) -> str:
    latest = latest_revision(db.session, question.id) or abort(404)
    by, waiting = learner() or abort(403), proposals.proposed(db.session, question)
    merged = waiting and proposals.onto_latest(db.session, waiting, latest)
    kept = None if waiting else dropped(db.session, question)
    return render_template(
        "bank/revisions.html",
        question=question,
        revisions=edit.revisions(db.session, question),
        latest=latest,
        waiting=waiting,
        may_decide=waiting and proposals.may_decide(waiting, by),
        changes=word_diff(latest.text, merged.text()) if merged else [],
        clash=merged and proposals.clash(merged, latest),
        dropped=kept,
        lost=_change_of(kept, latest) if kept else [],
        built_on=proposals.built_on(db.session, waiting) if waiting else [],
        needs_review=settings.needs_review() and not publishing.may_approve(latest, by),
        sent_back=publishing.sent_back(db.session, question),
        may_send_back=question.stage == IN_REVIEW and publishing.may_approve(latest, by),
        remarkable=remarking.may_remark(db.session, latest),
        answered=was_answered(db.session, question),
        form=request.form,
        **(_unready(question, latest) | more),
    )


def _unready(question: Question, latest: Revision) -> dict[str, object]:
    """What is left to do before learners can be asked the question."""
    if question.stage == PUBLISHED:
        return {}
    said = {"place": question.slug, "bank": question.bank}
    found = publish_problems(db.session, latest.text, own=question.id, **said)
    return {"unready": found, "place_of": form_places(latest.text)} if found else {}


def _change_of(kept: Act, latest: Revision) -> list[DiffLine]:
    """What a change that was dropped would do to the question as it is now."""
    said = kept.detail
    merged = proposals.put_onto(db.session, said["text"], said["base"], latest)
    return word_diff(latest.text, merged.text())


def act_on(
    question: Question,
    act: Callable[[Learner, datetime], str],
    onward: Callable[[], str] | None = None,
) -> Page:
    """Do it, say so and go on; or show the page again with what is wrong."""
    by, where = learner() or abort(403), home_of(question)
    try:
        said = act(by, datetime.now(UTC))
        db.session.commit()
    except publishing.NotReady as error:
        db.session.rollback()
        text = (latest_revision(db.session, question.id) or abort(404)).text
        return revisions_page(question, problems=error.problems, place_of=form_places(text)), 422
    except edit.Rejected as error:
        db.session.rollback()
        return revisions_page(question, problems=error.problems), 422
    except REFUSALS as error:
        db.session.rollback()
        return revisions_page(question, trouble=str(error)), 409
    flash(said)
    return redirect(onward() if onward else where, 303)


def home_of(question: Question) -> str:
    return url_for("revising.revisions", question_id=question.id)


def said_of(saved: Revision) -> str:
    """What the page says after saving, and what to do next if the answer may be another now."""
    hint = f" {CORRECTS}" if remarking.may_correct(db.session, saved) else ""
    return f"Saved as revision {saved.number}.{hint}"
