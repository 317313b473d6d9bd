"""The browsers that are signed in to an account, each of which can be signed out."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_login import current_user

from quizapp.accounts import sign_ins
from quizapp.models import SignIn

from ..extensions import db
from ..visitor import EVERYBODY, learner, leave, own

pages = Blueprint("devices", __name__, url_prefix="/account/devices")
WHO = EVERYBODY


@pages.get("")
def listing() -> Response | str:
    known, now = learner(), datetime.now(UTC)
    if known is None or known.is_guest:
        return redirect(url_for("mine.show"), 303)  # type: ignore[return-value]
    devices = sign_ins.of(db.session, known, now=now)
    return render_template(
        "account/devices.html",
        devices=devices,
        is_this=is_this,
        lasts=sign_ins.LASTS.days,
        now=now,
    )


@pages.post("/<int(max=2147483647):number>/sign-out")
def sign_out(number: int) -> Response:
    """Sign out one device, which may be this one."""
    found = own(SignIn, number)
    if is_this(found):
        leave()
        return redirect(url_for("practice.home"), 303)  # type: ignore[return-value]
    words = found.browser
    db.session.delete(found)
    db.session.commit()
    flash(f"{words or 'That device'} is signed out.")
    return redirect(url_for(".listing"), 303)  # type: ignore[return-value]


def is_this(found: SignIn) -> bool:
    """Whether it is the browser that is asking."""
    return sign_ins.is_of(found, current_user.secret)
