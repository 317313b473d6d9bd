"""Practising offline: a pack of questions to download, and answers sent in later.

The page works from what the service worker and the browser's database keep. It shows nothing about
the learner, so a cached copy gives nothing away. It marks answers itself, but the server marks each
one again, and counts it once however often it is sent.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request
from flask_wtf.csrf import generate_csrf
from pydantic import ValidationError

from engine.answers._base import CORRECT, PartMark
from engine.errors import Unreadable
from quizapp import mock, practice
from quizapp.bank.images import images_of
from quizapp.kinds import is_written
from quizapp.practice import Served
from quizapp.practice.offline.key_sheet import can_be_marked, key_sheet
from quizapp.presenting.image_names import PLACE, TYPES
from quizapp.presenting.verdicts import VERDICTS

from ..api.endpoints.attempts import Answers, Outcome, take
from ..assets import marking_addresses
from ..chance import chance
from ..extensions import db, limiter
from ..here import linked
from ..question import blanks
from ..visitor import EVERYBODY, learner, learner_or_guest, own_time

pages = Blueprint("offline", __name__)
WHO = EVERYBODY

COUNT = 20  # questions in a pack
PACKS = "30 per hour"  # of each learner
SHELL = "offline/show.html"
CLAIMS = ("answered_at", "duration_seconds", "hints_used")  # an answer counts without them


@pages.get("/offline")
def show() -> str:
    words = {name: asdict(verdict) for name, verdict in VERDICTS.items()}
    return render_template(SHELL, count=COUNT, scripts=marking_addresses(), words=words)


@pages.get("/offline/who")
def who() -> Response:
    """Who is signed in, which a cached or old page cannot know."""
    known = learner()
    account = None if known is None or known.is_guest else known.id
    return jsonify(learner=known and known.id, account=account, csrf_token=generate_csrf())


@pages.post("/offline/pack")
@limiter.limit(PACKS)
def pack() -> Response:
    """Questions with everything needed to ask, mark and explain them offline."""
    known = learner_or_guest()
    found = practice.along(db.session, known, count=COUNT, fits=can_be_marked, chance=chance())
    hidden = mock.withheld(db.session, known)
    return jsonify(
        learner=known.id,
        taken_at=datetime.now(UTC).isoformat(),
        questions=[_packed(served) for served in found if served.question_row.id not in hidden],
    )


@pages.post("/offline/answers")
def receive() -> Any:
    """Mark and store what was answered offline."""
    try:
        answers = _read(request.get_data())
    except ValidationError as error:
        return jsonify(detail=f"The server couldn't read it: {error.errors()[0]['msg']}."), 400
    known = learner_or_guest()
    outcomes = [
        take(known, answer, explain=False, here=own_time().tzinfo) for answer in answers.attempts
    ]
    db.session.commit()
    return jsonify(outcomes=[
        {"key": each.key, "outcome": each.outcome, "detail": _why(each),
         "attempt": each.attempt and each.attempt.attempt_id}
        for each in outcomes
    ])  # fmt: skip


def _read(sent: bytes) -> Answers:
    """The answers, without the device's optional claims about them that are not valid."""
    try:
        return Answers.model_validate_json(sent)
    except ValidationError as error:
        places = [trouble["loc"] for trouble in error.errors()]
        if any(len(place) < 3 or place[2] not in CLAIMS for place in places):
            raise
        answers = json.loads(sent)
        for _, number, claim, *_ in places:
            answers["attempts"][number].pop(claim, None)
        return Answers.model_validate(answers)


def _why(outcome: Outcome) -> str:
    """Why an answer was not counted; empty if it was."""
    unread = (f"{name}: {part.advice}" for name, part in outcome.unread.items())
    return outcome.detail or "; ".join(unread)


def _packed(served: Served) -> dict[str, Any]:
    exercise, entries = served.exercise, blanks.fresh(served.exercise)
    solved = [
        blanks.PageBlank(
            each.part, each.number, (each.part.answer.write(),), mark=PartMark(CORRECT, 1)
        )
        for each in entries
    ]
    shown = {"served": served, "question": served.question, "exercise": exercise}
    return {
        "question_id": served.question_row.id,
        "revision": served.revision.id,
        "seed": served.seed,
        "fingerprint": exercise.fingerprint,
        "title": served.question.title,
        "asked": _with_images(render_template("offline/asked.html", blanks=entries, **shown)),
        "solved": _with_images(render_template("offline/solved.html", blanks=solved, **shown)),
        "compared": "".join(map(_compared, entries)),
        "sheet": key_sheet(exercise),
    }


def _with_images(page: str) -> str:
    """The page with its images inside it, because it has no network."""
    for name, data in images_of(db.session, page).items():
        inside = f"data:{TYPES[name.rpartition('.')[2]]};base64,{b64encode(data).decode()}"
        page = page.replace(f'src="{linked(PLACE + name)}"', f'src="{inside}"')
    return page


def _compared(blank: blanks.PageBlank) -> str:
    """A text with the points to tick, without its model answer; empty for other kinds."""
    if not is_written(blank.kind):  # the only kind that is compared
        return ""
    waiting = replace(blank, trouble=Unreadable("Compare."))
    return render_template(f"kinds/{blank.kind}/entry.html", blank=waiting)
