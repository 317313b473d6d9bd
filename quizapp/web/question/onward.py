"""Which question comes next: of today's list, of a list that is gone through, or of a topic."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from quizapp import browse, plan, practice
from quizapp.browse import Listing, Round
from quizapp.models import Learner
from quizapp.practice import Served
from quizapp.presenting.phrases import ALL_SEEN

from ..chance import chance
from ..extensions import db
from ..visitor import own_time
from . import question_page
from .question_page import FOLLOWED, PLAN


def onward_to(known: Learner, topic: str | None, avoid: int | None = None) -> Response:
    """Go to the next question, or to the page that says that there is none."""
    found = _next(known, topic, avoid)
    if isinstance(found, Served):
        there = url_for("practice.question", **question_page.where(found), topic=topic)
    else:
        there = found or url_for("practice.nothing")
    db.session.commit()
    return redirect(there, 303)


def _next(known: Learner, topic: str | None, avoid: int | None) -> Served | str | None:
    """The next question, or the address of a page to see instead."""
    if round_ := Round.of(topic or ""):
        return _of_round(known, round_)
    skill = topic
    if topic in FOLLOWED:
        listed = plan.todays_list(db.session, known, now=own_time())
        if listed.is_done and topic == PLAN:
            return url_for("today.show")
        skill = listed.goes_on
    return practice.serve(
        db.session, known, skill=skill, chance=chance(), avoid=avoid,
        opens=not practice.answered_on(db.session, known, own_time()),
    )  # fmt: skip


def _of_round(known: Learner, round_: Round) -> Served | str | None:
    found = browse.listing(db.session, known, round_.name)
    if found is None:
        return None
    for entry in browse.ahead(found, round_):
        if served := practice.fresh(db.session, known, entry.id, chance=chance()):
            return served
    flash(ALL_SEEN)
    return address(found, **round_.filter.said)


def address(found: Listing, **said: Any) -> str:
    """The address of a list's page."""
    kind, _, which = found.name.partition("/")
    if kind == browse.TOPICS:
        return url_for("topics.show", skill=which, **said)
    if kind == browse.SETS_LIST:
        return url_for("lists.one_set", which=which, **said)
    return url_for("saved.listing" if kind == browse.KEPT else "lists.mistakes", **said)
