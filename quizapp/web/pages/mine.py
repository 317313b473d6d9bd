"""A learner's own data: the account, its export, and its deletion."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)

from quizapp.accounts import addresses, deletion, learners, mail, ownership, recovery, sign_ins
from quizapp.accounts.export import as_csv, as_json
from quizapp.models import Learner

from ..extensions import db, limiter
from ..mailing import mail_change
from ..serving.resending import comes_back
from ..visitor import EVERYBODY, enter, learner, leave, was_signed_out
from .account import TRIES

pages = Blueprint("mine", __name__, url_prefix="/account")
WHO = EVERYBODY
SIGNED_OUT = "All other devices are signed out."

KINDS: dict[str, tuple[Any, str, str]] = {  # exports: writer, content type, file extension
    "json": (as_json, "application/json; charset=utf-8", "json"),
    "csv": (as_csv, "application/zip", "csv.zip"),
}


@pages.get("")
def show() -> str:
    return _page()


@pages.get("/export/<kind>")
def export(kind: str) -> Response:
    """A file with everything, streamed."""
    known = learner()
    if known is None or kind not in KINDS:
        abort(404)
    write, content_type, ending = KINDS[kind]
    now, number = datetime.now(UTC), known.id
    name = f"quizapp-{now:%Y-%m-%d}.{ending}"
    return Response(
        db.stream(lambda session: write(session, session.get_one(Learner, number), now=now)),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@pages.post("/name")
def rename() -> Any:
    try:
        learners.rename(_account(), request.form.get("name", ""))
    except learners.AccountError as error:
        return _page(error), 422
    db.session.commit()
    return _done("Changed.")


@pages.get("/email")
def email() -> Any:
    known = learner()
    if known is None or known.is_guest:
        return redirect(url_for(".show"), 303)
    return _email()


@pages.post("/email")
@limiter.limit(TRIES)
def change_email() -> Any:
    account, form = _account(), request.form
    email, password = form.get("email", ""), form.get("password", "")
    try:
        if mail.is_on():  # the address changes when the link in the letter is opened
            learners.confirm(account, password)
            return mail_change(account, email)
        learners.change_email(db.session, account, email=email, password=password)
    except learners.AccountError as error:
        return _email(error), 422
    now = f"From now on, sign in as {addresses.readable(account.email or '')}."
    return _stay(account, f"Changed. {now} {SIGNED_OUT}")


@pages.post("/password")
@limiter.limit(TRIES)
def change_password() -> Any:
    """Change the password and sign out all other devices."""
    account, form = _account(), request.form
    try:
        learners.change_password(
            db.session, account, current=form.get("current", ""), password=form.get("password", "")
        )
    except learners.AccountError as error:
        return _page(error), 422
    return _stay(account, f"Changed. {SIGNED_OUT}")


@pages.post("/sign-out-elsewhere")
def sign_out_elsewhere() -> Any:
    account = _account()
    sign_ins.end_all(db.session, account)
    return _stay(account, SIGNED_OUT)


@pages.get("/delete")
def farewell() -> Any:
    """Say what will be deleted and what stays."""
    return _farewell() if learner() else redirect(url_for(".show"), 303)


@pages.post("/delete")
@limiter.limit(TRIES)
def delete() -> Any:
    known = learner()
    if known is None:
        return redirect(url_for(".show"), 303)
    try:
        _confirmed(known)
        deletion.leave(db.session, known, now=datetime.now(UTC))
    except learners.AccountError as error:
        return _farewell(error), 422
    db.session.commit()
    leave()
    flash("Deleted. We no longer have any of your data. You're welcome back any time.")
    return redirect(url_for("practice.home"), 303)


def _account() -> Learner:
    known = learner()
    return known if known and not known.is_guest else abort(403)


def _confirmed(known: Learner) -> None:
    """Raise `AccountError` unless the form confirms who deletes, and that they mean it."""
    if not known.is_guest:
        learners.confirm(known, request.form.get("password", ""))
    elif request.form.get("word", "").strip().lower() != "delete":
        raise learners.AccountError("Type “delete” to confirm.", "word")


def _stay(account: Learner, message: str) -> Any:
    enter(account)  # which commits it all at once: nobody else comes in between
    return _done(message)


def _done(message: str) -> Any:
    flash(message)
    return redirect(url_for(".show"), 303)


def _page(error: learners.AccountError | None = None) -> str:
    lasts, by_mail = sign_ins.LASTS.days, mail.is_on()
    return render_template(
        "account/show.html",
        lasts=lasts,
        by_mail=by_mail,
        signed_out=was_signed_out(),
        **_with(error),
    )


@comes_back("mine.change_email")
def _email(error: learners.AccountError | None = None) -> str:
    _account()
    return render_template("account/email.html", by_mail=mail.is_on(), **_with(error))


def _farewell(error: learners.AccountError | None = None) -> str:
    known = learner() or abort(403)
    last = deletion.is_needed(db.session, known)
    return render_template("account/delete.html", last_administrator=last, **_with(error))


def _with(error: learners.AccountError | None) -> dict[str, Any]:
    """What both pages show: how much data there is, and what is wrong with the form."""
    if error:
        db.session.rollback()
    known = learner()
    return {
        "mine": ownership.counts(db.session, known) if known else {},
        "codes_left": recovery.codes_left(db.session, known) if known else 0,
        "form": request.form,
        "trouble": str(error or ""),
        "at": error.field if error else "",
    }
