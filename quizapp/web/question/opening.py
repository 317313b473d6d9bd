"""From an address or a form to the question it is about, and to what was typed there before."""

from __future__ import annotations

from typing import Any

from flask import abort, request
from werkzeug.datastructures import MultiDict

from quizapp import practice
from quizapp.models import Learner, latest_revision
from quizapp.practice import Served
from quizapp.practice.drafts import PREFIX

from ..extensions import db
from ..forms import small
from ..visitor import learner

KEPT = ("hints", "started", "token")  # of the form of a question, beside its answers


def opened(question_id: int, said: MultiDict[str, str], revision_id: int | None = None) -> Served:
    """The question with the seed, level and change that was asked for; a 404 for none such."""
    seed = said.get("seed", type=small)
    if seed is None:
        seed = practice.seed_for(db.session, learner(), question_id)
    found = practice.open_served(db.session, question_id, seed, revision_id, **variation(said))
    return found or _begun(question_id, seed, said) or abort(404)


def _begun(question_id: int, seed: int, said: MultiDict[str, str]) -> Served | None:
    """A question that was retired, for whoever has typed something into it."""
    known, latest = learner(), latest_revision(db.session, question_id)
    if known is None or latest is None:
        return None
    served = practice.open_served(db.session, question_id, seed, latest.id, **variation(said))
    return served if served and left_off(known, served) else None


def variation(said: MultiDict[str, str]) -> dict[str, Any]:
    """How hard, and with what changed, a question is asked for."""
    return {"level": said.get("level", type=small), "and_if": said.get("and_if", "")}


def left_off(known: Learner | None, served: Served) -> MultiDict[str, str] | None:
    """The form as this learner left it; None where there is nothing to go on with."""
    found = practice.draft(db.session, known, practice.place(served)) if known else None
    return MultiDict([(name, text) for name, text in found["fields"]]) if found else None


def typed() -> list[tuple[str, str]] | None:
    """The fields of the form worth keeping; None where nothing was typed."""
    form = request.form
    fields = [(name, text) for name in form for text in form.getlist(name)
              if name.startswith(PREFIX) or name in KEPT]  # fmt: skip
    wrote = any(text.strip() for name, text in fields if name not in KEPT)
    return fields if wrote else None
