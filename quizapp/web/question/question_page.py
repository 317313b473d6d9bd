"""The two pages of a question: asking it, and showing its mark."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from flask import render_template
from werkzeug.datastructures import MultiDict

from engine.derivation.twin_changes import changed
from engine.templates._base import ALL
from quizapp import browse, plan
from quizapp.browse import Listing, Round
from quizapp.models import Attempt, Correction, Keepsake
from quizapp.notes.in_banks import study_page
from quizapp.plan import TodaysList
from quizapp.practice import Served, keepsake_of, placing, undecided
from quizapp.practice.drafts import variant

from ..drawing.network.picture import picture
from ..extensions import db
from ..visitor import learner, own_time
from .answer_form import hints_used
from .blanks import PageBlank, marked
from .mark_summary import summary

PLAN, MORE = "plan", "more"  # topics that mean today's list, and going on after it
FOLLOWED = (PLAN, MORE)


def page(
    served: Served,
    blanks: list[PageBlank],
    form: MultiDict[str, str],
    more_hints: int = 0,
    **other: Any,
) -> str:
    """The question with what was typed so far and the hints that were asked for."""
    troubled = [blank for blank in blanks if blank.trouble]
    count = hints_used(form, served) + more_hints
    shown = served.hints[:count] if count else ()
    return render_template(
        "question.html",
        **_common(served, blanks, form),
        hints=shown,
        more=len(served.hints) > len(shown) if shown else served.has_hints,
        token=form.get("token") or uuid.uuid4().hex,
        started=form.get("started") or int(datetime.now(UTC).timestamp()),
        troubled=troubled,
        full_drill=where(served, and_if=ALL),
        focus="" if more_hints else focus(served, blanks, troubled),
        asked_for_hint=bool(more_hints),
        kept=keepsake_of(db.session, learner(), served.question_row.id),
        **other,
    )


def marked_page(
    served: Served,
    attempt: Attempt,
    args: MultiDict[str, str],
    kept: Keepsake | None,
    correction: Correction | None,
) -> str:
    """The question as it was answered, with its mark and solution."""
    blanks = marked(served.exercise, attempt)
    common = _common(served, blanks, args)
    spots = common["picture"].spots if common["picture"] else ()
    return render_template(
        "attempt.html",
        **common,
        said=summary(served.exercise, blanks, attempt.mark | {"score": attempt.score}, spots),
        attempt=attempt,
        kept=kept,
        marked_again=correction,
        undecided=undecided(attempt),
        noted=study_page(served.question_row.skill_slug) is not None,
        changes=changed(served.exercise),
        follow_ups=[(asked, where(served, and_if=name)) for name, asked in served.follow_ups],
    )


def where(served: Served, **other: Any) -> dict[str, Any]:
    """A variant's address: question, seed, and the level and change if they are not default."""
    return {"question_id": served.question_row.id, **variant(served), **other}


def focus(served: Served, blanks: list[PageBlank], troubled: list[PageBlank]) -> str:
    """The id of the field to focus: the first unreadable one, or the only one on a short page."""
    if troubled:
        return "" if troubled[0].checking else troubled[0].id
    return blanks[0].id if blanks[0].way.is_field and not served.exercise.graph else ""


def _day(topic: str) -> TodaysList | None:
    """Today's list, for those who follow their plan."""
    known = learner()
    if topic not in FOLLOWED or known is None:
        return None
    return plan.todays_list(db.session, known, now=own_time())


def _placed(topic: str) -> tuple[int, int] | None:
    """How far along the placement is, for those who are in it."""
    known = learner()
    return placing.number_of(db.session, known) if topic == plan.PLACEMENT and known else None


def _round(topic: str) -> tuple[Listing, int] | None:
    """The list being worked through, and how many of its questions are left."""
    round_ = Round.of(topic)
    found = browse.listing(db.session, learner(), round_.name) if round_ else None
    return (found, len(browse.ahead(found, round_))) if round_ and found else None


def _common(served: Served, blanks: list[PageBlank], form: MultiDict[str, str]) -> dict[str, Any]:
    return {
        "served": served,
        "question": served.question,
        "exercise": served.exercise,
        "blanks": blanks,
        "picture": picture(served.exercise),
        "topic": form.get("topic", ""),
        "day": _day(form.get("topic", "")),
        "placed": _placed(form.get("topic", "")),
        "round": _round(form.get("topic", "")),
    }
