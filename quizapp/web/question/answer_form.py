"""The form of a question: which variant it is about, what was typed into it, and its mark."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

from flask import abort, request
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from engine.answers._base import LONGEST_RESPONSE
from engine.exercise.exercise import Exercise
from quizapp import practice
from quizapp.models import Attempt, Learner, latest_revision
from quizapp.plan import PLACEMENT
from quizapp.practice import NotMarked, Served
from quizapp.practice.drafts import PREFIX

from ..extensions import db
from ..forms import small
from ..visitor import learner
from .blanks import responses

Form = MultiDict[str, str]

MOST_FIELDS = 100  # of one part
KEPT = ("hints", "started", "token")  # fields that a draft keeps besides the answers
A_DAY = 24 * 3600.0  # seconds; if a page was open for longer, its duration means nothing


def opened(question_id: int, said: Form, revision_id: int | None = None) -> Served:
    """The question in the variant that the form or address names; 404 if there is none."""
    seed = said.get("seed", type=small)
    if seed is None:
        seed = practice.seed_for(db.session, learner(), question_id)
    found = practice.open_served(db.session, question_id, seed, revision_id, **variation(said))
    return found or _begun(question_id, seed, said) or abort(404)


def _begun(question_id: int, seed: int, said: Form) -> Served | None:
    """A retired question, if the learner has already typed something into it."""
    known, latest = learner(), latest_revision(db.session, question_id)
    if known is None or latest is None:
        return None
    served = practice.open_served(db.session, question_id, seed, latest.id, **variation(said))
    return served if served and left_off(known, practice.place(served)) else None


def variation(said: Form) -> dict[str, Any]:
    """The level and the change that the form or address names."""
    return {"level": said.get("level", type=small), "and_if": said.get("and_if", "")}


def left_off(known: Learner | None, place: str) -> Form | None:
    """The form as this learner left it; None if there is no draft."""
    found = practice.draft(db.session, known, place) if known else None
    return MultiDict([(name, text) for name, text in found["fields"]]) if found else None


def typed(exercise: Exercise | None = None) -> list[tuple[str, str]] | None:
    """The fields of this request's form for a draft; None if nothing was typed.

    Only those of the exercise's parts, if it is known, no more of each than any part has fields,
    and no longer than an answer may be.
    """
    form = request.form
    parts = {PREFIX + part.name for part in exercise.parts} if exercise else form
    fields = [
        (name, text[:LONGEST_RESPONSE])
        for name in form
        if (name.startswith(PREFIX) and name in parts) or name in KEPT
        for text in form.getlist(name)[:MOST_FIELDS]
    ]
    wrote = any(text.strip() for name, text in fields if name not in KEPT)
    return fields if wrote else None


def keep_typed(served: Served, known: Learner) -> bool:
    """Save what this request's form holds as a draft; return whether anything was typed."""
    fields = typed(served.exercise)
    if fields:
        practice.keep_draft(
            db.session,
            known,
            practice.place(served),
            {"title": served.question.title, "fields": fields},
            token=request.form.get("token", ""),
            now=datetime.now(UTC),
        )
    return bool(fields)


def answer(
    session: Session, served: Served, learner: Learner, form: Form, now: datetime,
    before: Attempt | None,
) -> Attempt | NotMarked:  # fmt: skip
    """Mark what the form holds, unless it has made an attempt before.

    Asking for the solution leaves unreadable parts blank.
    """
    if before:
        return before
    given, action = responses(served.exercise, form), form.get("action")
    put = partial(
        practice.submit,
        session,
        served,
        learner,
        token=form.get("token", "")[:80] or abort(400),
        now=now,
        door=PLACEMENT if form.get("topic") == PLACEMENT else "web",
        hints_used=hints_used(form, served),
        duration_seconds=duration(form, now),
        leave_blank=action in ("blank", "solution"),
        is_new=True,
    )
    result = put(given)
    if action == "solution" and isinstance(result, NotMarked):
        return put({name: text for name, text in given.items() if name not in result.parts})
    return result


def made_before(session: Session, learner: Learner, form: Form) -> Attempt | None:
    """The attempt that this form has made before, if any."""
    return practice.stored(session, learner, form.get("token", "")[:80])


def is_another(before: Attempt | None, served: Served, form: Form) -> bool:
    """Whether the form was submitted with other answers then."""
    if before is None or form.get("action") == "solution":
        return False
    return not practice.says(before, responses(served.exercise, form))


def hints_used(form: Form, served: Served) -> int:
    """How many hints were shown according to the form, within what is possible."""
    said = form.get("hints", 0, type=small)
    return min(said, len(served.hints)) if said > 0 else 0


def duration(form: Form, now: datetime) -> float | None:
    """Seconds since the question was first shown; None if the form has no plausible time."""
    seconds = now.timestamp() - form.get("started", 0, type=small)
    return seconds if 0 <= seconds <= A_DAY else None
