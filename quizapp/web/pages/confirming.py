"""The link in the letter to an account's new address."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from quizapp.accounts import claims, learners

from ..extensions import db
from ..mailing import claim_of
from ..visitor import EVERYBODY, enter, learner

pages = Blueprint("confirming", __name__, url_prefix="/account/email/confirm")
WHO = EVERYBODY
FOREIGN = "That link is for another account. Sign out, sign in with that one, and open it again."


@pages.get("")
def show() -> Any:
    return _page()


@pages.post("")
def confirm() -> Any:
    """Give the account the address that the link was sent to."""
    known, claim = learner(), claim_of(request.form.get("key", ""))
    if known is None or claim is None or claim.account != known.id:
        return _page()
    try:
        learners.claim_email(db.session, known, email=claim.email, now=datetime.now(UTC))
    except learners.AccountError as error:
        db.session.rollback()
        return _page(str(error))
    db.session.commit()
    enter(known)
    flash("Confirmed. All other devices are signed out if your address has changed.")
    return redirect(url_for("mine.show"), 303)


def _page(trouble: str = "") -> Any:
    known, key = learner(), request.values.get("key", "")
    if known is None or known.is_guest:
        return redirect(url_for("account.sign_in", next=url_for(".show", key=key)), 303)
    claim = claim_of(key)
    if claim is None:
        trouble = claims.USELESS
    elif claim.account != known.id:
        trouble = FOREIGN
    page = render_template("account/confirm.html", key=key, claim=claim, trouble=trouble)
    return page, 422 if trouble and request.method == "POST" else 200
