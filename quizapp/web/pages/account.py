"""Signing up, in and out, and who gets the answers of a guest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from quizapp.accounts import claims, learners, mail, ownership, recovery
from quizapp.accounts.claims import Claim
from quizapp.models import Learner

from .. import limits
from ..extensions import db, limiter
from ..mailing import claim_of, mail_way_in
from ..serving.resending import comes_back
from ..visitor import EVERYBODY, LEFT, enter, kept_guest, learner, leave, safe_next, to_next

pages = Blueprint("account", __name__)
WHO = EVERYBODY

TRIES = "10 per minute; 100 per hour"  # of the password, for who is signed in


@comes_back("account.create")
@pages.get("/sign-up")
def sign_up() -> str:
    return _sign_up()


@pages.post("/sign-up")
@limiter.limit(limits.COMING_IN, key_func=limits.address)
@limiter.limit(limits.LETTERS, key_func=limits.account, exempt_when=lambda: not _mails())
def create() -> Response | tuple[str, int]:
    """Turn this browser's guest into an account, or make a new account; show recovery codes.

    Where mail can be sent, it is sent first, and says what to do: the page is the same for every
    address. Its link comes back here.
    """
    now, key = datetime.now(UTC), request.form.get("key", "")
    claim = claim_of(key)
    try:
        if key and claim is None:
            raise learners.AccountError(claims.USELESS, "email")
        if claim is None and claims.needs_invitation():
            raise learners.AccountError(claims.INVITED, "email")
        if claim is None and mail.is_on():
            return mail_way_in(request.form.get("email", ""))
        account = _new_account(claim, now)
    except learners.AccountError as error:
        db.session.rollback()
        return _sign_up(trouble=str(error), at=error.field, more=error.more), 422
    codes = recovery.make_codes(db.session, account, now=now)
    db.session.commit()
    enter(account)
    flash(f"Welcome, {account.name}. Your progress is now saved in your account.")
    return codes_page(codes), 201


def codes_page(codes: object = (), trouble: str = "", at: str = "") -> str:
    """New recovery codes, or how many are left.

    New ones are shown by the page that made them: after a redirect they would have to travel in a
    cookie.
    """
    known = learner()
    return render_template(
        "account/codes.html",
        codes=codes,
        left=recovery.codes_left(db.session, known) if known else 0,
        form={},
        trouble=trouble,
        at=at,
        next=safe_next(),
    )


def _new_account(claim: Claim | None, now: datetime) -> Learner:
    known, form = learner(), request.form
    given: dict[str, Any] = {
        "email": claim.email if claim else form.get("email", ""),
        "password": form.get("password", ""),
        "name": form.get("name", ""),
        "claimed_at": now if claim else None,
    }
    if known and known.is_guest:
        return learners.claim_guest(db.session, known, **given)
    return learners.sign_up(db.session, **given, now=now)


@comes_back("account.come_in")
@pages.get("/sign-in")
def sign_in() -> str:
    return _form("account/sign_in.html")


@pages.post("/sign-in")
@limiter.limit(limits.COMING_IN, key_func=limits.address)
@limiter.limit(limits.WRONG, key_func=limits.account, deduct_when=limits.was_wrong)
def come_in() -> Response | tuple[str, int]:
    email, password = request.form.get("email", ""), request.form.get("password", "")
    account = learners.sign_in(db.session, email=email, password=password)
    if account is None:
        trouble = "The e-mail address or password is wrong. Check both and try again."
        return _form("account/sign_in.html", trouble=trouble, at="email"), 422
    return welcome(account)


def welcome(account: Learner) -> Response:
    """Sign in; if somebody answered here as a guest, ask whose the answers are."""
    guest = learner()
    if guest is None or not guest.is_guest:
        asking = False
    else:
        asking = any(ownership.counts(db.session, guest).values())
        if not asking:
            learners.merge_guest(db.session, guest, account)
    db.session.commit()
    enter(account, keep_guest=asking)
    return redirect(url_for(".whose", next=safe_next()), 303) if asking else to_next()


@pages.get("/sign-in/guest")
def whose() -> Response | str:
    """Ask whether the guest's answers belong to the account."""
    known, guest = learner(), kept_guest()
    if known is None or known.is_guest or guest is None:
        return to_next()
    mine = ownership.counts(db.session, guest)
    return render_template("account/guest.html", mine=mine, next=safe_next())


@pages.post("/sign-in/guest")
def settle() -> Response:
    """Add the guest's answers to the account; or leave them to the guest, who is back later."""
    known, guest = learner(), kept_guest()
    if known and guest and request.form.get("action") == "add":
        learners.merge_guest(db.session, guest, known)
        db.session.commit()
        flash("Added. Your answers as a guest are now in your account.")
    elif request.form.get("action") == "leave":
        session[LEFT] = True
    return to_next()


@pages.post("/sign-out")
def sign_out() -> Response:
    leave()
    return to_next()


def _mails() -> bool:
    """Whether this form asks for a letter."""
    return mail.is_on() and not request.form.get("key")


def _sign_up(trouble: str = "", at: str = "", more: Mapping[str, str] | None = None) -> str:
    """The whole form, or only what is asked for before a link is sent; or that one needs a link."""
    key = request.values.get("key", "")
    claim = claim_of(key)
    if key and claim is None:
        trouble, at = claims.USELESS, "email"
    return _form(
        "account/sign_up.html",
        trouble=trouble,
        at=at,
        more=more or {},
        key=key,
        claim=claim,
        by_mail=mail.is_on(),
        invited=claims.INVITED if claims.needs_invitation() else "",
    )


def _form(template: str, trouble: str = "", at: str = "", **known: Any) -> str:
    return render_template(
        template, form=request.form, trouble=trouble, at=at, next=safe_next(), **known
    )
