"""An error page for everything that can go wrong: what happened, and what to do next."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, make_response, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError, TimeoutError
from werkzeug.exceptions import Gone, HTTPException, ServiceUnavailable

from engine import BadQuestion
from quizapp.presenting import phrases
from quizapp.storage.trouble import BEHIND, is_behind

from ..api import problem
from ..extensions import db, login
from ..visitor import learner
from . import resending

ADVICE = {
    400: ("That request could not be read", "Go back, reload the page, and try again."),
    403: ("This page is for instructors", "Sign in with an account that may edit the bank."),
    404: ("There is no such page", "The address may be old or mistyped. Start from the topics."),
    405: ("This address is not for visiting", "It takes a form only. Start from the topics."),
    410: (
        phrases.GONE,
        f"{phrases.CHANGED} Your mark is kept in your progress; go on with another one.",
    ),
    413: (
        "That is too large",
        "Go back: what you typed is still there. Shorten it, or choose a smaller file, and send it "
        "again.",
    ),
    423: (phrases.IN_INTERVIEW, phrases.DEBRIEF_FIRST),
    429: ("Too many tries", "Wait a minute, then try again."),
    500: (phrases.BROKEN, "Nothing you did. Go back and try again in a moment."),
    503: ("The database is busy", "Nothing you did. Wait a moment, then try again."),
}
OLD = ("The database is out of date", f"Nothing you did. {BEHIND}")
KEPT = "What you wrote is still here."
OTHER = ("That did not work", "Go back and try again, or start from the topics.")
NOT_YET = "Not submitted yet"
AGAIN = {  # for a form that failed and can be submitted again
    423: f"{phrases.IN_INTERVIEW}, so nothing has been submitted. Finish the interview, then "
    "submit it again.",
    429: "There were too many tries, so nothing has been submitted. Wait a minute, then submit it "
    "again.",
    500: f"{phrases.BROKEN}. What you wrote is still here: submit it again in a moment, "
    "and keep a copy in case it fails once more.",
    503: "The database is busy or can't be reached, so nothing has been saved. What you wrote is "
    "still here: wait a moment, then submit it again.",
}
COPY = "What you wrote is below, so that you can copy it."
FOREIGN = (
    "That form came from another site",
    "Nothing has been submitted. If you meant to do something here, start from the topics.",
)
STALE = {  # by what Flask-WTF says about the token
    "The CSRF session token is missing.": "Your session had ended",
    "The CSRF tokens do not match.": "This page was opened in an earlier session, before the "
    "browser was restarted or you signed in or out",
    "The CSRF token is invalid.": "This page was made before the server was set up anew",
    "The referrer header is missing.": "Your browser doesn't say which page the form is from",
}
COOKIES = "If this page comes back again, allow cookies for this site."
UNREACHABLE = (InterfaceError, OperationalError, TimeoutError)
A_MOMENT = 5  # seconds

log = logging.getLogger(__name__)


class OldDatabase(ServiceUnavailable):
    """The database is older than the program."""


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(BadQuestion, lambda error: _answer(Gone()))
    for kind in UNREACHABLE:
        app.register_error_handler(kind, _unreachable)
    app.after_request(_ask_to_sign_in)


def _answer(error: HTTPException) -> Any:
    """A page for people, a document for programs."""
    if request.path.startswith(problem.PREFIX):
        return problem.answer(error)
    try:
        if (error.code or 500) >= 500:
            db.session.rollback()
        return _page(error)
    except SQLAlchemyError:
        g._login_user = login.anonymous_user()  # learners cannot be looked up now
        return _page(error)


def _unreachable(error: SQLAlchemyError) -> Any:
    """Answer 503 when the database is locked, full, gone or too old."""
    if is_behind(error):
        log.error("%s (%s)", BEHIND, getattr(error, "orig", error))
        return _answer(OldDatabase())
    log.error("The database cannot be used: %s", getattr(error, "orig", None) or error)
    return _answer(ServiceUnavailable(retry_after=A_MOMENT))


def _page(error: HTTPException) -> tuple[Any, ...]:
    code = error.code or 500
    if isinstance(error, CSRFError):
        return _stale(error) if resending.is_ours() else _plain(code, *FOREIGN)
    headers = {"Retry-After": str(A_MOMENT)} if code == 503 else {}
    title, advice = OLD if isinstance(error, OldDatabase) else ADVICE.get(code, OTHER)
    if code in AGAIN and resending.is_typed():
        again = f"{advice} {KEPT}" if isinstance(error, OldDatabase) else AGAIN[code]
        return *resending.page(code, NOT_YET, again), headers
    if code in (403, 404, 405, 410) and resending.is_typed():
        return resending.reading(code, title, f"{advice} {COPY}")
    return *_plain(code, title, advice), headers


def _stale(error: CSRFError) -> tuple[str, int]:
    """The form again with a fresh token, saying why the old one failed."""
    known = learner()
    happened = STALE.get(error.description or "", "The form came without its token")
    who = ""
    if known is None:
        who = "You aren't signed in; if you have an account, sign in in another tab first. "
    elif not known.is_guest:
        who = f"You're signed in as {known.name}. "
    advice = (
        f"{happened}, so nothing has been submitted yet. {who}Check what you wrote, and submit it "
        f"again. {COOKIES}"
    )
    return resending.page(400, NOT_YET, advice)


def _ask_to_sign_in(response: Response) -> Response:
    """Show the form again, instead of losing it, if one must sign in before submitting it."""
    to = urlsplit(response.location or "").path
    if to != url_for("account.sign_in") or request.blueprint == "account":
        return response
    if not resending.is_typed():
        return response
    advice = "Sign in in another tab first, then submit it here again."
    return make_response(resending.page(403, NOT_YET, f"You aren't signed in. {advice}"))


def _plain(code: int, title: str, advice: str) -> tuple[str, int]:
    return render_template("error.html", code=code, title=title, advice=advice), code
