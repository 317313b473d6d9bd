"""Personal access tokens: making, listing and revoking them."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.accounts import access_tokens
from quizapp.models import Token
from quizapp.models.token import PRACTISE

from ..extensions import db, limiter
from ..forms import small
from ..visitor import EVERYBODY, learner, own

pages = Blueprint("tokens", __name__, url_prefix="/account/tokens")
WHO = EVERYBODY

TRIES = "20 per hour"  # of each learner


@pages.get("")
def listing() -> str:
    return _page()


@pages.post("")
@limiter.limit(TRIES)
def create() -> Response | tuple[str, int]:
    """Make a token and show its secret once, or say what is wrong."""
    known, form, now = learner(), request.form, datetime.now(UTC)
    if known is None or known.is_guest:
        return redirect(url_for("account.sign_up", next=url_for(".listing")), 303)
    try:
        _, secret = access_tokens.make(
            db.session, known, form.get("name", ""), now=now,
            scope=form.get("scope", PRACTISE), days=form.get("days", type=small) or None,
        )  # fmt: skip
    except access_tokens.TokenError as error:
        return _page(trouble=str(error)), 422
    db.session.commit()
    # Shown at once: after a redirect it would have to travel in a cookie.
    return _page(secret=secret), 201


@pages.post("/<int(max=2147483647):token_id>/revoke")
def revoke(token_id: int) -> Response:
    found = own(Token, token_id)
    access_tokens.revoke(found, now=datetime.now(UTC))
    db.session.commit()
    flash(f"{found.name} is revoked. It no longer works.")
    return redirect(url_for(".listing"), 303)


def _page(**said: str) -> str:
    known, now = learner(), datetime.now(UTC)
    return render_template(
        "account/tokens.html",
        tokens=access_tokens.working(db.session, known, now=now) if known else [],
        form={} if "secret" in said else request.form,
        lifetimes=access_tokens.LIFETIMES,
        **said,
    )
