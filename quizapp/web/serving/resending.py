"""Shows a form that could not be accepted again, with what was typed, to submit once more.

A page registered with `comes_back` is shown itself; other forms become a plain list of fields. Both
get a fresh token, so only the learner's own click submits it. Forms from other sites never return.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import flash, render_template, request, session
from markupsafe import escape
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from engine import BadQuestion
from quizapp.practice.drafts import PREFIX

from ..here import here

Page = Callable[..., Any]
PAGES: dict[str, Page] = {}  # endpoint -> shows the page with the form as submitted

TOKEN = "csrf_token"
COPY = "What you wrote is below, so that you can copy it."
SECRET = ("password", "current")  # never shown again
WORDS = {  # labels of fields, where the name is not enough
    "answer": "Your answer",
    "line": "Your line",
    "email": "E-mail address",
    "password": "Password",
    "current": "Your password so far",
    "code": "Recovery code",
    "note": "Note",
    "report": "What is wrong",
    "day": "The interview is on",
    "minutes": "Minutes a day",
    "time_zone": "Time zone",
    "text": "Text",
    "word": "To confirm",
    "point": "Points ticked",
    "name": "Name",
    "slug": "Name of the question",
    "skill": "Topic",
    "flagged": "Review later",
}
CARRIED = (  # hidden fields, which nobody typed
    "action", "after", "and_if", "avoid", "base", "browser_zone", "checked", "hints", "level",
    "marked", "next", "no_date", "position", "question", "revision", "saved", "seed", "started",
    "target", "token", "topic", "username", "view",
)  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A field of a submitted form."""

    name: str
    text: str

    @property
    def label(self) -> str:
        name = self.name.removeprefix(PREFIX)
        return WORDS.get(name, name)

    @property
    def is_secret(self) -> bool:
        return self.name in SECRET

    @property
    def is_carried(self) -> bool:
        in_fields = self.name == "text" and request.form.get("view") == "form"
        return self.name in CARRIED or in_fields  # the editor's form is typed in other fields

    @property
    def is_long(self) -> bool:
        return "\n" in self.text or len(self.text) > 60


def comes_back(*endpoints: str) -> Callable[[Page], Page]:
    """Decorator for a function that shows these endpoints' form again; gets their path values."""

    def keep(page: Page) -> Page:
        PAGES.update(dict.fromkeys(endpoints, page))
        return page

    return keep


def fields() -> list[Field]:
    """The fields of this request's form; none if it is too large to read."""
    try:
        form = request.form
    except HTTPException:
        return []
    return [
        Field(name, text.replace("\r\n", "\n"))
        for name in form
        for text in form.getlist(name)
        if not name.endswith(TOKEN)
    ]


def is_typed() -> bool:
    """Whether somebody submitted one of our forms with something in it that they typed."""
    by_script = request.headers.get("Sec-Fetch-Dest") == "empty"
    if request.method != "POST" or by_script or not is_ours():
        return False
    return has_file() or any(field.text.strip() for field in fields() if not field.is_carried)


def has_file() -> bool:
    """Whether a file was sent, which no page can send again by itself."""
    try:
        return any(file.filename for file in request.files.values())
    except HTTPException:
        return False


def is_ours() -> bool:
    """Whether the form came from a page of this site, as far as the browser tells."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    said = request.headers.get("Origin") or request.headers.get("Referer")
    return said is None or urlsplit(said).netloc == request.host


def page(code: int, title: str, advice: str) -> tuple[str, int]:
    """This request's form, to submit again; `advice` says why, and what to do."""
    advice += " Choose your file again." if has_file() else ""
    return _own_page(advice) or _plain_page(code, title, advice, again=True), code


def reading(code: int, title: str, advice: str) -> tuple[str, int]:
    """What this request's form held, to copy, because it cannot be submitted again."""
    return _plain_page(code, title, advice, again=False), code


def _own_page(said: str) -> str | None:
    """The form's own page, if it has one that can be shown now."""
    own = PAGES.get(request.endpoint or "")
    if own is None:
        return None
    before = session.get("_flashes", [])
    flash(said)
    try:
        shown = own(**(request.view_args or {}))
    except (HTTPException, SQLAlchemyError, BadQuestion):  # no longer theirs, or out of reach
        shown = ""
    wrote = [one for one in fields() if not (one.is_secret or one.is_carried)]
    if all(escape(field.text) in shown for field in wrote):
        return shown
    session["_flashes"] = before  # this page cannot show everything that was typed
    return None


def _plain_page(code: int, title: str, advice: str, *, again: bool) -> str:
    found = fields()
    return render_template(
        "resend.html",
        code=code,
        title=title,
        advice=advice,
        shown=[field for field in found if not field.is_carried],
        carried=[field for field in found if field.is_carried],
        where=here(),
        again=again,
    )
