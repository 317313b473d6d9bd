"""Personal tokens on the web: make one, see which are used, revoke."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from quizapp.accounts import access_tokens
from quizapp.models import Token

from ..extensions import db, limiter
from ..visitor import EVERYBODY, learner

pages = Blueprint("tokens", __name__, url_prefix="/account/tokens")
WHO = EVERYBODY

MADE = "token_made"  # the secret, from the form to the one page that shows it
TRIES = "20 per hour"  # from each address


@pages.get("")
def listing() -> str:
    return _page(secret=session.pop(MADE, ""))


@pages.post("")
@limiter.limit(TRIES)
def create() -> Response | tuple[str, int]:
    """Make one, and show its secret this once; or say why there is none."""
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
    found, known = db.session.get(Token, token_id), learner()
    if found is None or known is None or found.learner_id != known.id:
        abort(404)
    access_tokens.revoke(found, now=datetime.now(UTC))
    db.session.commit()
    flash(f"{found.name} is revoked: it opens nothing any more.")
    return redirect(url_for(".listing"), 303)


def _page(**said: str) -> str:
    known = learner()
    mine = access_tokens.working(db.session, known) if known else []
    return render_template("account/tokens.html", tokens=mine, **said)
