"""A form that cannot be taken now comes back with what was typed, to be sent again by its owner.

Where a page needs its exercise in sight it comes back itself (`comes_back`); every other form comes
back as a plain list of what it holds. Either has a fresh token, so the owner's press on the button
is what sends it: a form that another site sent in is never offered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import flash, render_template, request, session
from markupsafe import escape
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from engine import BadQuestion
from quizapp.practice.drafts import PREFIX

Page = Callable[..., str]
PAGES: dict[str, Page] = {}  # by endpoint: the page as its form came

TOKEN = "csrf_token"
SECRET = ("password", "current")  # never written into a page
WORDS = {  # of fields, where their names are not words already
    "answer": "Your answer",
    "line": "Your line",
    "email": "E-mail address",
    "password": "Password",
    "current": "Your password so far",
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
    "bookmarked": "Bookmark",
    "flagged": "To revisit",
}
CARRIED = (  # along by pages, not typed by anybody
    "action", "after", "and_if", "avoid", "base", "browser_zone", "checked", "hints", "level",
    "next", "no_date", "position", "question", "revision", "section", "seed", "started", "target",
    "token", "topic", "username",
)  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A field of a form as it came."""

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
        return self.name in CARRIED

    @property
    def is_long(self) -> bool:
        return "\n" in self.text or len(self.text) > 60


def comes_back(*endpoints: str) -> Callable[[Page], Page]:
    """Decorator of what shows a form of these endpoints again as it came; takes their path."""

    def keep(page: Page) -> Page:
        PAGES.update(dict.fromkeys(endpoints, page))
        return page

    return keep


def fields() -> list[Field]:
    """What the form of this request holds; nothing where it is too much to be read."""
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
    """Whether somebody pressed a button of ours, with anything in the form that they would miss."""
    by_script = request.headers.get("Sec-Fetch-Dest") == "empty"
    if request.method != "POST" or by_script or not is_ours():
        return False
    return any(field.text.strip() for field in fields() if not field.is_carried)


def is_ours() -> bool:
    """Whether a page of this site sent the form, as far as the browser says."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    said = request.headers.get("Origin") or request.headers.get("Referer")
    return said is None or urlsplit(said).netloc == request.host


def page(code: int, title: str, advice: str) -> tuple[str, int]:
    """The form of this request to be sent again; `advice` says why, and what to do."""
    return _own_page(advice) or _plain_page(code, title, advice, again=True), code


def reading(code: int, title: str, advice: str) -> tuple[str, int]:
    """What the form of this request held, to be copied: there is nowhere to send it."""
    return _plain_page(code, title, advice, again=False), code


def _own_page(said: str) -> str | None:
    """The page of the form itself, where it has one that can be shown now."""
    own = PAGES.get(request.endpoint or "")
    if own is None:
        return None
    before = session.get("_flashes", [])
    flash(said)
    try:
        shown = own(**(request.view_args or {}))
    except (HTTPException, SQLAlchemyError, BadQuestion):  # it is not theirs now, or out of reach
        shown = ""
    wrote = [one for one in fields() if not (one.is_secret or one.is_carried)]
    if all(escape(field.text) in shown for field in wrote):
        return shown
    session["_flashes"] = before  # a page that has no place for all of it would swallow the rest
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
        where=request.full_path.rstrip("?"),
        again=again,
    )
