"""Personal access tokens: making, listing and revoking them."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from quizapp.accounts import access_tokens
from quizapp.models import Token

from ..extensions import db, limiter
from ..visitor import EVERYBODY, learner, own

pages = Blueprint("tokens", __name__, url_prefix="/account/tokens")
WHO = EVERYBODY

MADE = "token_made"  # the session key for a new secret, which is shown once
TRIES = "20 per hour"  # of each learner


@pages.get("")
def listing() -> str:
    return _page(secret=session.pop(MADE, ""))


@pages.post("")
@limiter.limit(TRIES)
def create() -> Response | tuple[str, int]:
    """Make a token and show its secret once, or say what is wrong."""
    known, name = learner(), request.form.get("name", "")
    if known is None or known.is_guest:
        return redirect(url_for("account.sign_up", next=url_for(".listing")), 303)
    try:
        _, secret = access_tokens.make(db.session, known, name, now=datetime.now(UTC))
    except access_tokens.TokenError as error:
        return _page(name=name, trouble=str(error)), 422
    db.session.commit()
    session[MADE] = secret
    return redirect(url_for(".listing"), 303)


@pages.post("/<int(max=2147483647):token_id>/revoke")
def revoke(token_id: int) -> Response:
    found = own(Token, token_id)
    access_tokens.revoke(found, now=datetime.now(UTC))
    db.session.commit()
    flash(f"{found.name} is revoked. It no longer works.")
    return redirect(url_for(".listing"), 303)


def _page(**said: str) -> str:
    known = learner()
    mine = access_tokens.working(db.session, known) if known else []
    return render_template("account/tokens.html", tokens=mine, **said)
