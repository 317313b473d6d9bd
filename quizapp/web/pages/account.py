"""Signing up, in and out; what one answered as a guest is kept."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, flash, render_template, request
from werkzeug.wrappers import Response

from quizapp.accounts import learners

from ..extensions import db, limiter
from ..serving.resending import comes_back
from ..visitor import EVERYBODY, enter, learner, leave, onward, safe_next

pages = Blueprint("account", __name__)
WHO = EVERYBODY

TRIES = "10 per minute; 100 per hour"  # for each address


@comes_back("account.create")
@pages.get("/sign-up")
def sign_up() -> str:
    return _form("account/sign_up.html")


@pages.post("/sign-up")
@limiter.limit(TRIES)
def create() -> Response | tuple[str, int]:
    """Turn this browser's guest into an account, or make a new account."""
    known = learner()
    email, password, name = (request.form.get(key, "") for key in ("email", "password", "name"))
    try:
        if known and known.is_guest:
            account = learners.claim_guest(
                db.session, known, email=email, password=password, name=name
            )
        else:
            account = learners.sign_up(
                db.session, email=email, password=password, name=name, now=datetime.now(UTC)
            )
    except learners.AccountError as error:
        db.session.rollback()
        return _form("account/sign_up.html", trouble=str(error), at=error.field), 422
    db.session.commit()
    enter(account)
    flash(f"Welcome, {account.name}. Your progress is kept under {account.email}.")
    return onward()


@comes_back("account.come_in")
@pages.get("/sign-in")
def sign_in() -> str:
    return _form("account/sign_in.html")


@pages.post("/sign-in")
@limiter.limit(TRIES)
def come_in() -> Response | tuple[str, int]:
    """Sign in, and add what was answered as a guest to the account."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    account, guest = learners.sign_in(db.session, email=email, password=password), learner()
    if account is None:
        trouble = "E-mail address or password is wrong. Check both, and try again."
        return _form("account/sign_in.html", trouble=trouble, at="email"), 422
    if guest:
        learners.merge_guest(db.session, guest, account)
    db.session.commit()
    enter(account)
    return onward()


@pages.post("/sign-out")
def sign_out() -> Response:
    leave()
    return onward()


def _form(template: str, trouble: str = "", at: str = "") -> str:
    return render_template(template, form=request.form, trouble=trouble, at=at, next=safe_next())
