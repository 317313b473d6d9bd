"""The log of who did what to the bank and to roles."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from quizapp.bank import acts
from quizapp.bank.act_file import written

from ..extensions import db
from ..forms import small
from ..visitor import INSTRUCTORS

pages = Blueprint("act_log", __name__, url_prefix="/bank/log")
WHO = INSTRUCTORS
A_PAGE = 50
LAST = 10_000  # pages


@pages.get("")
def listing() -> str:
    asked = _asked()
    page = min(max(1, request.args.get("page", 1, type=small)), LAST)
    found = acts.logged(db.session, **asked, most=A_PAGE, skip=(page - 1) * A_PAGE)
    number = acts.how_many(db.session, **asked)
    return render_template(
        "bank/log.html", acts=found, names=acts.SAID, asked=asked, page=page, number=number,
        more=page * A_PAGE < number,
        link=lambda at: url_for(".listing", **asked, page=at),
    )  # fmt: skip


@pages.get("/export/csv", defaults={"kind": "csv"})
@pages.get("/export/json", defaults={"kind": "json"})
def export(kind: str) -> Response:
    """The whole log, or what the filter finds, as a file."""
    return Response(
        written(acts.logged(db.session, **_asked()), kind),
        content_type="application/json" if kind == "json" else "text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename=quizapp-log.{kind}"},
    )


def _asked() -> dict[str, Any]:
    return {name: request.args.get(name, "") for name in ("name", "by", "about")}
