"""Who is asking: nobody yet, a guest, or an account, and what its role allows."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, redirect, request, session, url_for
from flask_login import UserMixin, current_user, login_user, logout_user
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.interfaces import ORMOption

from quizapp.accounts import learners, sign_ins, sweeping
from quizapp.models import ADMINISTRATOR, AUTHOR, Learner, Plan
from quizapp.plan import zones
from quizapp.storage.database import briefly

from . import limits
from .browser_words import browser_words
from .extensions import db, limiter, login
from .here import here, linked


class Owned(Protocol):
    """A row that belongs to a learner."""

    learner_id: Any


View = TypeVar("View", bound=Callable[..., Any])
Row = TypeVar("Row", bound=Owned)
GUEST = "guest"  # the session key for the secret of a guest who answered on this browser
AT_ONCE = timedelta(seconds=10)  # requests of a browser within which are of one guest
LEFT = "guest_left"  # the session key that says their answers were left to them
# Values of a page's WHO: everybody, or everybody who has this role or a higher one. Instructors are
# all who work on the bank.
EVERYBODY, INSTRUCTORS, ADMINISTRATORS = "everybody", AUTHOR, ADMINISTRATOR


class Visitor(UserMixin):
    """A learner, wrapped for Flask-Login."""

    def __init__(self, learner: Learner, secret: str) -> None:
        self.learner, self.secret = learner, secret

    def get_id(self) -> str:
        """The value that the cookies hold."""
        return self.secret


def init_app(app: Flask) -> None:
    login.user_loader(_load)
    app.context_processor(lambda: {"learner": learner(), "kept_guest": kept_guest})
    app.context_processor(lambda: {"undecided_guest": undecided_guest})


def _load(key: str) -> Visitor | None:
    now = datetime.now(UTC)
    alone = request.method not in limits.READING  # a double click finds what the first one did
    found = sign_ins.whose(db.session, key, now=now, alone=alone)
    if found and found.is_due:
        _note(key, now)  # a commit, after which another request may have signed this browser out
        found = sign_ins.whose(db.session, key, now=now, alone=alone)
    if found is None:
        g.signed_out = True  # elsewhere, or for good
        return None
    return Visitor(found.learner, key)


def _note(key: str, now: datetime) -> None:
    """Note that the browser was seen, and let it keep its cookie for longer."""
    try:
        with briefly(db.session):
            sign_ins.note(db.session, key, now=now)
        db.session.commit()
    except DBAPIError:  # it can wait, and whoever only reads is not to
        db.session.rollback()
    else:
        session["_remember"] = "set"  # Flask-Login's word for it


def learner() -> Learner | None:
    """The learner signed in on this browser, if any."""
    return current_user.learner if current_user.is_authenticated else None


def was_signed_out() -> bool:
    """Whether this browser's cookie named somebody who is no longer signed in on it."""
    return learner() is None and "signed_out" in g


def own_time() -> datetime:
    """This moment, in the time zone of the browser; in UTC if it does not say."""
    return datetime.now(zones.zone(zone_name()))


def zone_name() -> str:
    """The time zone that the browser says it is in."""
    said = request.cookies.get("zone", "UTC")
    return said if zones.is_known(said) else "UTC"


def moved_to(planned: Plan | None) -> str:
    """The browser's time zone, if its clock shows another time than the plan's; else ""."""
    said, now = request.cookies.get("zone", ""), datetime.now(UTC)
    if planned is None or not all(map(zones.is_known, (said, planned.time_zone))):
        return ""
    here, there = (now.astimezone(zones.zone(name)) for name in (said, planned.time_zone))
    return "" if here.utcoffset() == there.utcoffset() else said


def own(model: type[Row], number: int, *loading: ORMOption) -> Row:
    """The learner's own row with this number; ends the request with 404 if there is none."""
    known = learner()
    row = db.session.get(model, (known.id, number), options=loading) if known else None
    return row or abort(404)


def learner_or_guest() -> Learner:
    """The learner signed in on this browser, or else a new guest (use only on POST)."""
    if found := learner():
        return found
    limits.count(limiter, "guests", limits.GUESTS)
    now = datetime.now(UTC)
    form = _first_form(now)
    guest = learners.guest_of(db.session, form)
    if guest is None or not guest.is_guest or guest.created_at < now - AT_ONCE:
        sweeping.sweep(db.session, now=now)
        guest = learners.create_guest(db.session, now=now, first_form=None if guest else form)
    _let_in(guest)
    return guest


def _first_form(now: datetime) -> str | None:
    """What requests agree on that a browser sends at once, before any has brought it a cookie.

    A double click, or a draft and the answer to it, would otherwise make two guests, of whom the
    browser remembers one. The later of two requests loses a race, and finds the guest when it is
    run again.
    """
    if not (token := session.get("csrf_token")):
        return None
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"guest {now:%Y-%m-%d} {token}".encode(), "sha256").hexdigest()


def enter(found: Learner, *, keep_guest: bool = False) -> None:
    """Sign a learner in on this browser, and remember them when it is closed.

    With `keep_guest`, the guest who is here now can still be added to the account, and is back
    when the account signs out.
    """
    guest = current_user.secret if keep_guest else session.get(GUEST)
    if not keep_guest:
        _end()
    session.clear()
    if guest:
        session[GUEST] = guest
    _let_in(found)


def kept_guest() -> Learner | None:
    """The guest who answered on this browser before the account signed in, if any."""
    if GUEST not in session:
        return None
    found = sign_ins.whose(db.session, session[GUEST], now=datetime.now(UTC))
    return found.learner if found and found.learner.is_guest else None


def undecided_guest() -> Learner | None:
    """The same, as long as it is unclear whose the answers are."""
    return None if LEFT in session else kept_guest()


def leave() -> None:
    """Sign out on this browser; a guest who was here before is back."""
    guest, secret = kept_guest(), session.get(GUEST, "")
    _end()
    db.session.commit()
    session.clear()
    logout_user()
    if guest:
        login_user(Visitor(guest, secret), remember=True)


def _end() -> None:
    """Invalidate this browser's cookies, and every copy of them."""
    if current_user.is_authenticated:
        sign_ins.end(db.session, current_user.secret)


def _let_in(found: Learner) -> None:
    words = browser_words(request.user_agent.string)
    secret = sign_ins.begin(db.session, found, now=datetime.now(UTC), browser=words)
    db.session.commit()  # now, so that no cookie names a row that was never stored
    login_user(Visitor(found, secret), remember=True)


def only(role: str) -> Response | None:
    """None for those who have the role; asks guests to sign in, and turns everybody else away."""
    found = learner()
    if found is None or found.is_guest:
        there = url_for("account.sign_in", next=here())
        return redirect(there, 303)  # type: ignore[return-value]
    if not found.may(role):
        abort(403)
    return None


def only_for(role: str) -> Callable[[View], View]:
    """Decorator: let only those who have the role into this view of a page that is for more."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            return only(role) or view(*args, **kwargs)

        guarded.who = role  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


for_instructors = only_for(INSTRUCTORS)


def safe_next() -> str:
    """The form's `next` address if it is one of our pages, otherwise the start page."""
    target = request.values.get("next", "")
    parts = urlsplit(target)
    ours = target.startswith(f"{request.script_root}/") and not target.startswith(("//", "/\\"))
    plain = all(character.isprintable() and character != "\\" for character in target)
    return target if ours and plain and not parts.scheme and not parts.netloc else linked("/")


def to_next() -> Response:
    """Redirect to the form's `next` address."""
    return redirect(safe_next(), 303)  # type: ignore[return-value]
