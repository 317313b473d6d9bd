"""A way back in without the password: recovery codes, and a form that takes one."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.accounts import learners, mail, recovery
from quizapp.presenting.amounts import count

from .. import limits
from ..extensions import db, limiter
from ..mailing import mail_way_in
from ..serving.resending import comes_back
from ..visitor import EVERYBODY, learner, safe_next
from .account import TRIES, codes_page, welcome

pages = Blueprint("recovery", __name__)
WHO = EVERYBODY


@comes_back("recovery.reset")
@pages.get("/sign-in/forgotten")
def forgotten() -> str:
    """Say how to get back in, and take a code, which a link brings along."""
    return _form()


@comes_back("recovery.send_link")
def _link_again() -> str:
    return _form()


@pages.post("/sign-in/forgotten/link")
@limiter.limit(limits.COMING_IN, key_func=limits.address)
@limiter.limit(limits.LETTERS, key_func=limits.account)
def send_link() -> tuple[str, int]:
    """Mail a link, if mail can be sent; the page is the same for every address."""
    if not mail.is_on():
        abort(404)
    try:
        return mail_way_in(request.form.get("email", ""))
    except learners.AccountError as error:
        db.session.rollback()
        return _form(trouble=str(error), at=error.field), 422


@pages.post("/sign-in/forgotten")
@limiter.limit(limits.COMING_IN, key_func=limits.address)
def reset() -> Response | tuple[str, int]:
    """Set a new password with a code, and sign in."""
    code, password = request.form.get("code", ""), request.form.get("password", "")
    try:
        account = recovery.use(db.session, code, password=password, now=datetime.now(UTC))
    except learners.AccountError as error:
        db.session.rollback()
        return _form(trouble=str(error), at=error.field), 422
    onward = welcome(account)
    left = count(recovery.codes_left(db.session, account), "recovery code")
    flash(f"Your password is changed, and all other devices are signed out. {left} left.")
    return onward


@pages.get("/account/codes")
def codes() -> str:
    """How many recovery codes are left, and a form for new ones."""
    return codes_page()


@comes_back("recovery.renew")
def _again() -> str:
    known = learner()
    return codes_page() if known and not known.is_guest else abort(403)


@pages.post("/account/codes")
@limiter.limit(TRIES)
def renew() -> Response | tuple[str, int]:
    """Replace the codes, after asking for the password: they open the account for good."""
    known = learner()
    if known is None or known.is_guest:
        return redirect(url_for("account.sign_up", next=url_for(".codes")), 303)
    try:
        learners.confirm(known, request.form.get("password", ""))
    except learners.AccountError as error:
        return codes_page(trouble=str(error), at=error.field), 422
    made = recovery.make_codes(db.session, known, now=datetime.now(UTC))
    db.session.commit()
    flash("Made. Your earlier codes no longer work.")
    return codes_page(made), 201


def _form(trouble: str = "", at: str = "") -> str:
    return render_template(
        "account/forgotten.html",
        form={name: request.values.get(name, "") for name in ("code", "email")},
        trouble=trouble,
        at=at,
        by_mail=mail.is_on(),
        next=safe_next(),
    )
