"""An error page for everything that can go wrong: what happened, and what to do next."""

from __future__ import annotations

import logging
from math import ceil
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, make_response, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import Gone, HTTPException, ServiceUnavailable

from engine import BadQuestion
from quizapp.accounts import roles
from quizapp.models import ADMINISTRATOR
from quizapp.presenting import amounts, phrases
from quizapp.storage.trouble import BEHIND, is_behind, is_unusable, kind

from .. import limits
from ..api import problem
from ..extensions import db, limiter, login
from ..visitor import learner
from . import resending, unstorable

TIME = "a while"  # in which to say how long
STILL_THERE = "Go back: what you typed is still there."
ADVICE = {
    400: ("That request could not be read", "Go back, reload the page, and try again."),
    403: ("This page is for instructors", "Sign in with an account that may edit the bank."),
    404: ("There is no such page", "The address may be old or mistyped. Start from the topics."),
    405: ("You can't open this address directly", "It only accepts a form. Start from the topics."),
    410: (
        phrases.GONE,
        f"{phrases.CHANGED} Your mark is kept in your progress; continue with another question.",
    ),
    413: (
        "That is too large",
        f"{STILL_THERE} Shorten it, or choose a smaller file, and send it again.",
    ),
    423: (phrases.IN_INTERVIEW, phrases.DEBRIEF_FIRST),
    429: ("Too many tries", f"Wait {TIME}, then try again."),
    500: (phrases.BROKEN, "It wasn't your fault. Go back and try again in a moment."),
}
OTHER = ("That did not work", "Go back and try again, or start from the topics.")
NOT_YET = "Not submitted yet"
AGAIN = {  # for a form that failed and can be submitted again
    423: f"{phrases.IN_INTERVIEW}, so nothing has been submitted. Finish the interview, then "
    "submit it again.",
    429: f"There were too many tries, so nothing has been submitted. Wait {TIME}, then submit it "
    "again.",
    500: f"{phrases.BROKEN}. What you wrote is still here: submit it again in a moment, "
    "and keep a copy in case it fails again.",
}
FOREIGN = (
    "That form came from another site",
    "Nothing has been submitted. If you meant to do something here, start from the topics.",
)
STALE = {  # by what Flask-WTF says about the token
    "The CSRF session token is missing.": "Your session had ended",
    "The CSRF tokens do not match.": "This page was opened in an earlier session, before the "
    "browser was restarted or you signed in or out",
    "The CSRF token is invalid.": "This page is older than the server's current setup",
    "The referrer header is missing.": "Your browser doesn't say which page the form is from",
}
COOKIES = "If this page comes back again, allow cookies for this site."
BUSY = "The database is busy or can't be reached"
DISK = {  # beginning of the name of SQLite's error -> what happened, which somebody has to fix
    "SQLITE_FULL": "The server's disk is full",
    "SQLITE_READONLY": "The server can't write to its database",
    "SQLITE_IOERR": "The server can't use its disk",
    "SQLITE_CORRUPT": "The server's database is damaged",
    "SQLITE_NOTADB": "The server's database is damaged",
}
SOON = ("Wait a moment, then try again.", "wait a moment, then submit it again.")
LATER = (
    "Tell whoever runs this site, and try again later.",
    "keep a copy, tell whoever runs this site, and submit it again later.",
)
OLD = "The database is older than this program"
RESTART = (
    "Starting the server again brings it up to date, after make migration where a model changed.",
    "keep a copy, and submit it again once the server was restarted, which brings it up to date.",
)
A_MOMENT = 5  # seconds

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(BadQuestion, lambda error: _answer(Gone()))
    app.register_error_handler(SQLAlchemyError, _unusable)
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


def _unusable(error: SQLAlchemyError) -> Any:
    """Answer 503 when the database is locked, full, read-only or gone."""
    if not is_unusable(error):
        raise error
    said = str(getattr(error, "orig", None) or error).strip()
    log.error("The database cannot be used: %s", said.partition("\n")[0])
    happened = next((what for start, what in DISK.items() if kind(error).startswith(start)), BUSY)
    if is_behind(error):
        happened = OLD
        log.error(BEHIND)
    return _answer(ServiceUnavailable(happened, retry_after=A_MOMENT))


def _page(error: HTTPException) -> tuple[Any, ...]:
    code = error.code or 500
    if isinstance(error, CSRFError):
        return _stale(error) if resending.is_ours() else _plain(code, *FOREIGN)
    if isinstance(error, ServiceUnavailable):
        return *_down(error.description or BUSY), {"Retry-After": str(A_MOMENT)}
    title, advice = _too_little_role() if code == 403 else ADVICE.get(code, OTHER)
    if isinstance(error, unstorable.UnstorableError):
        title, advice = unstorable.TITLE, f"{unstorable.ADVICE} {STILL_THERE}"
    advice = advice.replace(TIME, _time())
    if code in AGAIN and resending.is_typed():
        return resending.page(code, NOT_YET, AGAIN[code].replace(TIME, _time()))
    if code in (403, 404, 405, 410) and resending.is_typed():
        return resending.reading(code, title, f"{advice} {resending.COPY}")
    return _plain(code, title, advice)


def _time() -> str:
    """How long until one may try again."""
    seconds = limits.seconds_left(limiter)
    return amounts.count(ceil(seconds / 60), "minute") if seconds else TIME


def _too_little_role() -> tuple[str, str]:
    """What to tell somebody who may not come in, by what they may do."""
    known = learner()
    if known is None or not known.is_instructor or known.may(ADMINISTRATOR):
        return ADVICE[403]
    who = f"You're signed in as {roles.a(known.role)}."
    return "Your role doesn't allow this", f"{who} Ask an administrator to do it for you."


def _down(happened: str) -> tuple[str, int]:
    """What to do while nothing can be stored."""
    visiting, sending = {BUSY: SOON, OLD: RESTART}.get(happened, LATER)
    if not resending.is_typed():
        return _plain(503, happened, f"Nothing you did. {visiting}")
    g.unstored = True  # its browser keeps it then
    kept = "so nothing has been saved. What you wrote is still here"
    return resending.page(503, NOT_YET, f"{happened}, {kept}: {sending}")


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
