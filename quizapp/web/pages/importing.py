"""Bringing in what was done on another server."""

from __future__ import annotations

from datetime import UTC, datetime
from time import monotonic

from flask import Blueprint, render_template, request
from sqlalchemy.exc import IntegrityError

from quizapp.accounts import importing
from quizapp.accounts.import_file import ImportFileError, read_file

from ..extensions import db, limiter
from ..serving.resending import comes_back
from ..visitor import EVERYBODY, learner_or_guest

pages = Blueprint("importing", __name__, url_prefix="/account/import")
WHO = EVERYBODY

TRIES = "5 per minute; 30 per hour"  # of each learner: marking takes time
SECONDS = 10  # for marking; the file can be imported again for the rest
AT_ONCE = "That file is being imported already. Wait a moment, then import it again."


@comes_back("importing.take_in")
@pages.get("")
def show() -> str:
    return _page()


@pages.post("")
@limiter.limit(TRIES)
def take_in() -> str | tuple[str, int]:
    """Import a file and show the report; sending it again changes nothing, so no redirect."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _page("Choose a file first."), 422
    start = monotonic()
    try:
        file = read_file(sent.read())
        report = importing.bring_in(
            db.session, learner_or_guest(), file, now=datetime.now(UTC),
            enough=lambda: monotonic() - start > SECONDS,
        )  # fmt: skip
        db.session.commit()
    except ImportFileError as error:
        return _page(str(error)), 422
    except IntegrityError:
        db.session.rollback()
        return _page(AT_ONCE), 422
    return render_template("account/imported.html", report=report)


def _page(trouble: str = "") -> str:
    return render_template("account/import.html", trouble=trouble)
