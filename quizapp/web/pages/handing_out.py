"""Exporting questions for other programs: what goes out, what cannot, and the file."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, render_template, request
from sqlalchemy import func, select

from quizapp.bank.finding import BankFilter, matching
from quizapp.bank.indexing import refresh
from quizapp.exchange.formats import FORMATS
from quizapp.exchange.handing_out import by_reason, file_name, hand_out, nothing_fits
from quizapp.exchange.item import FileOut
from quizapp.models import Question

from ..extensions import db, limiter
from ..forms import small
from ..visitor import INSTRUCTORS

pages = Blueprint("handing_out", __name__, url_prefix="/bank/export")
WHO = INSTRUCTORS
TRIES = "10 per minute"  # drawing variants takes time
MOST = 500  # variants to draw for a page
SOME = 5  # variants by default


@pages.get("")
@limiter.limit(TRIES)
def show() -> tuple[str, int]:
    """The choices, and once they are made, what will be in the file."""
    asked, name = BankFilter.of(request.args), request.args.get("format", "")
    refresh(db.session)
    db.session.commit()
    found = matching(db.session, asked)
    number = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    trouble = _trouble(asked) if name in FORMATS and number else ""
    out = _file(asked, name) if name in FORMATS and number and not trouble else None
    return render_template(
        "bank/export.html", asked=asked, number=number, name=name, variants=_variants(),
        formats=list(FORMATS.items()), out=out, trouble=trouble, kilobytes=_kilobytes(out),
        lost=by_reason(out.lost) if out else {},
        nothing=nothing_fits(FORMATS[name]) if out and out.is_empty else "",
    ), 422 if trouble else 200  # fmt: skip


@pages.get("/file")
@limiter.limit(TRIES)
def file() -> Response:
    asked, name = BankFilter.of(request.args), request.args.get("format", "")
    if name not in FORMATS or _trouble(asked):
        return Response("Choose a format first.", 422, content_type="text/plain")
    into, out = FORMATS[name], _file(asked, name)
    if out.is_empty:
        return Response(nothing_fits(into), 422, content_type="text/plain")
    called = file_name(into, datetime.now(UTC).date())
    return Response(
        out.data, content_type=into.mimetype,
        headers={"Content-Disposition": f"attachment; filename={called}"},
    )  # fmt: skip


def _file(asked: BankFilter, name: str) -> FileOut:
    wanted = Question.id.in_(matching(db.session, asked))
    rows = db.session.scalars(select(Question).where(wanted).order_by(Question.slug))
    return hand_out(db.session, rows, FORMATS[name], _variants())


def _variants() -> int:
    return min(max(1, request.args.get("variants", SOME, type=small)), 50)


def _trouble(asked: BankFilter) -> str:
    """Why this is too much for a page."""
    drawn = select(func.count()).select_from(Question).where(
        Question.type == "template", Question.id.in_(matching(db.session, asked))
    )  # fmt: skip
    number = (db.session.scalar(drawn) or 0) * _variants()
    if number <= MOST:
        return ""
    return (
        f"These would be {number:,} variants, and {MOST} are the most that a page draws. Choose "
        "fewer variants or a topic, or export in the terminal: quizapp bank export --format"
    )


def _kilobytes(out: FileOut | None) -> int:
    return max(1, len(out.data) // 1024) if out else 0
