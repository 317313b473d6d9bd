"""Who is asking: nobody yet, a guest, an account, an instructor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, request, session, url_for
from flask_login import UserMixin, current_user, login_user, logout_user

from quizapp import learners
from quizapp.models import Learner

from .extensions import db, login

View = TypeVar("View", bound=Callable[..., Any])


class Visitor(UserMixin):
    """A learner as the sign-in library wants to see them."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner

    def get_id(self) -> str:
        """What the cookies say: who, and how often all devices had been signed out by then."""
        return f"{self.learner.id}.{self.learner.sign_outs}"


def init_app(app: Flask) -> None:
    login.user_loader(_load)
    app.context_processor(lambda: {"learner": learner()})


def _load(key: str) -> Visitor | None:
    number = key.partition(".")[0]
    found = db.session.get(Learner, int(number)) if number.isdecimal() else None
    visitor = Visitor(found) if found else None
    return visitor if visitor and visitor.get_id() == key else None


def learner() -> Learner | None:
    """The learner of this browser, if it has one."""
    return current_user.learner if current_user.is_authenticated else None


def learner_or_guest() -> Learner:
    """The learner of this browser; a new guest where it has none (only ever on POST)."""
    if found := learner():
        return found
    guest = learners.create_guest(db.session, now=datetime.now(UTC))
    db.session.commit()  # at once: a cookie must never name a row that was not kept
    login_user(Visitor(guest), remember=True)
    return guest


def enter(found: Learner) -> None:
    """From now on this browser is that learner's, also after it was closed."""
    session.clear()
    login_user(Visitor(found), remember=True)


def leave() -> None:
    """From now on this browser is nobody's."""
    session.clear()
    logout_user()


def for_instructors(view: View) -> View:
    """Decorator: let instructors in, ask guests to sign in, refuse everybody else."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        found = learner()
        if found is None or found.is_guest:
            return redirect(url_for("account.sign_in", next=request.full_path.rstrip("?")), 303)
        if not found.is_instructor:
            abort(403)
        return view(*args, **kwargs)

    return guarded  # type: ignore[return-value]


def safe_next() -> str:
    """Where the form asks to go on to, if that is a page of ours; the start otherwise."""
    target = request.values.get("next", "")
    parts = urlsplit(target)
    ours = target.startswith("/") and not target.startswith(("//", "/\\"))
    plain = all(character.isprintable() and character != "\\" for character in target)
    return target if ours and plain and not parts.scheme and not parts.netloc else "/"


def onward() -> Response:
    """Go on to where the form asks to."""
    return redirect(safe_next(), 303)  # type: ignore[return-value]
