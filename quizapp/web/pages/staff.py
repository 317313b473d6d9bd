"""Who works on the bank: listing, giving and revoking roles."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.accounts import learners, roles
from quizapp.models import LEARNER, Learner

from ..extensions import db
from ..visitor import ADMINISTRATORS, enter, learner

pages = Blueprint("staff", __name__, url_prefix="/bank/roles")
WHO = ADMINISTRATORS


@pages.get("")
def listing() -> str:
    return _page()


@pages.post("")
def give() -> Response | tuple[str, int]:
    """Give a role; an account that exists is named first, and the form sent once more."""
    form = request.form
    person = learners.find(db.session, form.get("email", ""))
    if person is None:
        trouble = "No account has this address. Ask its owner to sign up first."
        return _page(trouble=trouble), 422
    role = form.get("role", "")
    if form.get("sure") != str(person.id) and role != person.role:
        return _page(asked=person), 200
    return _change(person, role)


@pages.post("/<int(max=2147483647):person_id>/revoke")
def revoke(person_id: int) -> Response | tuple[str, int]:
    return _change(db.session.get(Learner, person_id) or abort(404), LEARNER)


def _change(person: Learner, role: str) -> Response | tuple[str, int]:
    by = learner() or abort(403)
    try:
        changed = roles.give(db.session, person, role, by=by, now=datetime.now(UTC))
    except learners.AccountError as error:
        db.session.rollback()
        return _page(trouble=str(error)), 422
    db.session.commit()
    if changed and person is by:
        enter(person)
    if not changed:
        flash(f"Nothing changed: {person.name} is {roles.a(role)} already.")
    elif role == LEARNER:
        flash(f"{person.name} no longer works on the bank.")
    else:
        flash(f"{person.name} is {roles.a(role)} now, and has to sign in again.")
    return redirect(url_for(".listing" if by.may(WHO) else "bank.listing"), 303)


def _page(trouble: str = "", asked: Learner | None = None) -> str:
    return render_template(
        "bank/roles.html",
        people=roles.with_roles(db.session),
        means=roles.MEANS,
        form=request.form,
        trouble=trouble,
        asked=asked,
    )
