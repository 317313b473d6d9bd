"""What learners report: reading it as it was, settling it, and marking answers again."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from tomllib import TOMLDecodeError
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from engine import BadQuestion
from quizapp.bank import learner_reports
from quizapp.corrections import remarking
from quizapp.models import Attempt, Complaint, Question, Revision, latest_revision
from quizapp.practice import Served, drawn_again, reopen
from quizapp.presenting import phrases
from quizapp.presenting.amounts import count

from ..drawing.network.picture import picture
from ..extensions import db
from ..forms import small
from ..question import blanks
from ..visitor import INSTRUCTORS, learner

pages = Blueprint("reports", __name__, url_prefix="/bank")
WHO = INSTRUCTORS
REPORT = "/reports/<int(max=2147483647):report_id>"


@pages.app_template_global()
def unsettled_reports() -> dict[int, int]:
    """How many reports on each question wait for an answer."""
    return defaultdict(int, learner_reports.unsettled(db.session))


@pages.get("/reports")
def listing() -> str:
    number, settled = request.args.get("question", type=small), "settled" in request.args
    groups = learner_reports.grouped(db.session, question_id=number, settled=settled)
    answers = {
        one.id: learner_reports.answer_of(db.session, one)
        for group in groups
        for one in group.reports
    }
    latest = {group.question.id: _latest(group.question) for group in groups}
    return render_template("bank/reports.html", groups=groups, answers=answers, latest=latest,
                           settled=settled, question=number)  # fmt: skip


@pages.get(REPORT)
def show(report_id: int) -> Response | str:
    """The question as the learner saw it, with what they answered, even if it is retired now."""
    if (report := db.session.get(Complaint, report_id)) is None:
        return _gone()
    attempt = learner_reports.answer_of(db.session, report)
    served = _as_it_was(report, attempt)
    shown = served.exercise if served else None
    return render_template(
        "bank/report.html", report=report, attempt=attempt, served=served, exercise=shown,
        question=served.question if served else None, picture=picture(shown) if shown else None,
        blanks=(blanks.marked(shown, attempt) if attempt else blanks.fresh(shown)) if shown else [],
    )  # fmt: skip


@pages.post("/reports/settle")
def settle() -> Response:
    """Settle the reports that are ticked, with one reply."""
    form, by, now = request.form, learner() or abort(403), datetime.now(UTC)
    fixed_in = form.get("fixed_in", type=small)
    ticked = form.getlist("report", type=small)
    found = db.session.scalars(select(Complaint).where(Complaint.id.in_(ticked))).all()
    for report in found:
        learner_reports.settle(
            db.session, report, form.get("reply", ""), by=by, now=now, fixed_in=fixed_in
        )
    db.session.commit()
    flash(f"Settled {count(len(found), 'report')}." if found else "Tick the reports that you mean.")
    if found and fixed_in:
        number = found[0].revision.question_id
        return redirect(url_for(".try_again", question_id=number, revision=fixed_in), 303)
    return redirect(url_for(".listing"), 303)


@pages.post(f"{REPORT}/reopen")
def reopen_it(report_id: int) -> Response:
    if (report := db.session.get(Complaint, report_id)) is None:
        return _gone()
    by = learner() or abort(403)
    learner_reports.reopen_report(db.session, report, by=by, now=datetime.now(UTC))
    db.session.commit()
    return redirect(url_for(".listing", question=report.revision.question_id), 303)


@pages.get("/<int(max=2147483647):question_id>/remark")
def try_again(question_id: int) -> str:
    """What marking earlier answers with a revision would change."""
    revision = _revision(question_id)
    trial = remarking.try_remark(db.session, revision)
    return render_template(
        "bank/remark.html", question=revision.question, revision=revision, trial=trial,
        reason=phrases.MENDED.format(revision.number),
        done=remarking.last_remark(db.session, revision),
    )  # fmt: skip


@pages.post("/<int(max=2147483647):question_id>/remark")
def mark_again(question_id: int) -> Response:
    form, by, revision = request.form, learner() or abort(403), _revision(question_id)
    reason = form.get("reason", "").strip() or phrases.MENDED.format(revision.number)
    number = remarking.remark(
        db.session, remarking.try_remark(db.session, revision), reason, by=by,
        now=datetime.now(UTC), lower="lower" in form,
    )  # fmt: skip
    db.session.commit()
    flash(f"Marked {count(number, 'answer')} again. {phrases.TOLD}")
    return redirect(url_for("revising.revisions", question_id=question_id), 303)


def _gone() -> Response:
    flash("That report isn't there any more.")
    return redirect(url_for(".listing"), 303)


def _latest(question: Question) -> int:
    found = latest_revision(db.session, question.id)
    return found.number if found else 0


def _revision(question_id: int) -> Revision:
    """The revision that is asked for, by default the latest."""
    number = request.values.get("revision", type=small)
    if number is None:
        return latest_revision(db.session, question_id) or abort(404)
    query: Any = select(Revision).where(
        Revision.question_id == question_id, Revision.number == number
    )
    return db.session.scalar(query) or abort(404)


def _as_it_was(report: Complaint, attempt: Attempt | None) -> Served | None:
    try:
        if attempt:
            return reopen(db.session, attempt)
        return drawn_again(report.revision, report.seed, report.params)
    except (BadQuestion, TOMLDecodeError):  # it is drawn in another way now
        return None
