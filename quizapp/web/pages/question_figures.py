"""The statistics of questions, from the log: all of them, and those of one."""

from __future__ import annotations

from dataclasses import dataclass
from tomllib import TOMLDecodeError
from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from engine import BadQuestion
from engine.exercise.exercise import Exercise, Part
from quizapp.bank.load import read_question
from quizapp.models import Question, Revision, latest_revision
from quizapp.statistics.attention import reasons
from quizapp.statistics.counting import ready
from quizapp.statistics.item_figures import Figures, all_figures
from quizapp.statistics.question_report import (
    PartReport,
    QuestionReport,
    named_options,
    question_report,
)
from quizapp.statistics.statistics_file import as_csv, report_csv

from ..drawing.network.picture import picture
from ..extensions import db
from ..forms import small
from ..visitor import INSTRUCTORS

pages = Blueprint("question_figures", __name__, url_prefix="/bank")
WHO = INSTRUCTORS
ONE = "/<int(max=2147483647):question_id>/statistics"
A_PAGE = 50
LAST = 10_000  # pages


@dataclass(frozen=True)
class NodeReport:
    """What people did in a blank, with its place in a variant of the question, if it has one."""

    number: int
    report: PartReport
    part: Part

    @property
    def id(self) -> str:
        return f"blank-{self.number}"


ORDERS: dict[str, Any] = {
    "attention": lambda one, said: (not said, -one.answers),
    "facility": lambda one, said: one.facility,
    "discrimination": lambda one, said: _or_last(one.discrimination if one.is_reliable else None),
    "answers": lambda one, said: -one.answers,
    "title": lambda one, said: one.title.lower(),
}


@pages.get("/statistics")
def listing() -> str:
    found, attention = _all()
    order = request.args.get("sort", "")
    order = order if order in ORDERS else "attention"
    only = "only" in request.args
    wanted = [one for one in found if not only or one.question_id in attention]
    asked = {"sort": order} | ({"only": "1"} if only else {})
    wanted.sort(key=lambda one: ORDERS[order](one, attention.get(one.question_id)))
    page = min(max(1, request.args.get("page", 1, type=small)), LAST)
    return render_template(
        "bank/statistics.html", found=wanted[(page - 1) * A_PAGE : page * A_PAGE],
        attention=attention, total=len(wanted), asked=asked,
        orders=ORDERS, page=page, more=page * A_PAGE < len(wanted),
    )  # fmt: skip


@pages.get("/statistics/csv")
def listing_csv() -> Response:
    return _csv(as_csv(*_all()), "quizapp-statistics")


@pages.get(ONE)
def show(question_id: int) -> str:
    question, report = _report(question_id)
    latest = latest_revision(db.reading, question_id)
    exercise = _variant(latest) if latest else None
    attention = reasons(db.reading, [report.figures])
    return render_template(
        "bank/question_statistics.html", question=question, report=report,
        latest=latest, why=attention.get(question_id, []),
        picture=picture(exercise) if exercise and report.parts else None,
        blanks=_nodes(report, exercise),
        options=named_options(report, latest.number, exercise) if latest and exercise else [],
    )  # fmt: skip


@pages.get(f"{ONE}/csv")
def show_csv(question_id: int) -> Response:
    question, report = _report(question_id)
    return _csv(report_csv(report), question.slug.replace("/", "-"))


def _all() -> tuple[list[Figures], dict[int, list[str]]]:
    _count()
    found = all_figures(db.reading)
    return found, reasons(db.reading, found)


def _report(question_id: int) -> tuple[Question, QuestionReport]:
    _count()
    question = db.reading.get(Question, question_id) or abort(404)
    return question, question_report(db.reading, question)


def _count() -> None:
    """Count a log from before there were statistics, where it can be written."""
    ready(db.session)
    db.session.commit()


def _variant(revision: Revision) -> Exercise | None:
    """A variant in the order of the question itself, to show where the blanks are."""
    try:
        return read_question(revision.text).exercise(0)
    except (BadQuestion, TOMLDecodeError):  # from an earlier version
        return None


def _nodes(report: QuestionReport, exercise: Exercise | None) -> list[NodeReport]:
    """The blanks, in the order in which they are asked; then those of other variants."""
    known = {part.name: part for part in exercise.parts} if exercise else {}
    order = {name: at for at, name in enumerate(known)}
    listed = sorted(report.parts, key=lambda one: (order.get(one.name, len(order)), one.name))
    found = []
    for number, one in enumerate(listed, 1):
        part = known.get(one.name)
        if part is None and exercise:
            part = Part(one.name, "", exercise.parts[0].answer)
        if part:
            found.append(NodeReport(number, one, part))
    return found


def _or_last(value: float | None) -> float:
    return 2.0 if value is None else value


def _csv(text: str, name: str) -> Response:
    return Response(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename={name}.csv"},
    )
