"""A page for everything that can go wrong: what happened, and what to do next."""

from __future__ import annotations

from typing import Any

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Gone, HTTPException

from engine import BadQuestion

from .api import problem

ADVICE = {
    400: ("That request could not be read", "Go back, reload the page, and try again."),
    403: ("This page is for instructors", "Sign in with an account that may edit the bank."),
    404: ("There is no such page", "The address may be old or mistyped. Start from the topics."),
    405: ("This address is not for visiting", "It takes a form only. Start from the topics."),
    410: (
        "This question can no longer be shown",
        "It was made differently then. Your mark is kept in your progress; go on with another one.",
    ),
    413: ("That is too much text", "Shorten it, and send it again. Go back: it is still there."),
    429: ("Too many tries", "Wait a minute, then try again."),
    500: ("Something broke on our side", "Nothing you did. Go back and try again in a moment."),
}
STALE = (
    "This page was open for too long, or cookies are off",
    "Allow cookies for this site, go back, reload the page, and send it again.",
)
OTHER = ("That did not work", "Go back and try again, or start from the topics.")


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(BadQuestion, lambda error: _answer(Gone()))


def _answer(error: HTTPException) -> Any:
    """A page for people, a document for programs."""
    return problem.answer(error) if request.path.startswith(problem.PREFIX) else _page(error)


def _page(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    title, advice = STALE if isinstance(error, CSRFError) else ADVICE.get(code, OTHER)
    return render_template("error.html", code=code, title=title, advice=advice), code
