"""Who is asking: nobody yet, a guest, an account, an instructor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, request, session, url_for
from flask_login import UserMixin, current_user, login_user, logout_user

from quizapp.accounts import learners, sign_ins
from quizapp.models import Learner

from .extensions import db, login

View = TypeVar("View", bound=Callable[..., Any])
EVERYBODY, INSTRUCTORS = "everybody", "instructors"  # who may come in: the WHO of a page


class Visitor(UserMixin):
    """A learner as the sign-in library wants to see them."""

    def __init__(self, learner: Learner, secret: str) -> None:
        self.learner, self.secret = learner, secret

    def get_id(self) -> str:
        """What the cookies hold."""
        return self.secret


def init_app(app: Flask) -> None:
    login.user_loader(_load)
    app.context_processor(lambda: {"learner": learner()})


def _load(key: str) -> Visitor | None:
    found = sign_ins.whose(db.session, key)
    return Visitor(found, key) if found else None


def learner() -> Learner | None:
    """The learner of this browser, if it has one."""
    return current_user.learner if current_user.is_authenticated else None


def learner_or_guest() -> Learner:
    """The learner of this browser; a new guest where it has none (only ever on POST)."""
    if found := learner():
        return found
    guest = learners.create_guest(db.session, now=datetime.now(UTC))
    _let_in(guest)
    return guest


def enter(found: Learner) -> None:
    """From now on this browser is that learner's, also after it was closed."""
    _end()
    session.clear()
    _let_in(found)


def leave() -> None:
    """From now on this browser is nobody's."""
    _end()
    db.session.commit()
    session.clear()
    logout_user()


def _end() -> None:
    """What this browser's cookies say is worth nothing any more, also in a copy of them."""
    if current_user.is_authenticated:
        sign_ins.end(db.session, current_user.secret)


def _let_in(found: Learner) -> None:
    secret = sign_ins.begin(db.session, found, now=datetime.now(UTC))
    db.session.commit()  # at once: a cookie must never name a row that was not kept
    login_user(Visitor(found, secret), remember=True)


def only_instructors() -> Response | None:
    """None for instructors; asks guests to sign in, and refuses everybody else."""
    found = learner()
    if found is None or found.is_guest:
        there = url_for("account.sign_in", next=request.full_path.rstrip("?"))
        return redirect(there, 303)  # type: ignore[return-value]
    if not found.is_instructor:
        abort(403)
    return None


def for_instructors(view: View) -> View:
    """Decorator: let only instructors in, on a page that is open otherwise."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        return only_instructors() or view(*args, **kwargs)

    guarded.who = INSTRUCTORS  # type: ignore[attr-defined]
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
