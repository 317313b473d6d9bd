"""The two pages of a question: being asked it, and seeing how it went."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from flask import render_template
from werkzeug.datastructures import MultiDict

from engine.derivation.twin_changes import changed
from quizapp.models import Attempt, Correction, Keepsake
from quizapp.notes import note
from quizapp.practice import Served, undecided
from quizapp.storage import resources

from ..drawing.network.picture import picture
from ..forms import small
from .blanks import PageBlank, marked


def page(
    served: Served,
    blanks: list[PageBlank],
    form: MultiDict[str, str],
    more_hints: int = 0,
    **other: Any,
) -> str:
    """The question with everything that was typed so far and the hints asked for."""
    troubled = [blank for blank in blanks if blank.trouble]
    shown = served.hints[: hints_used(form, served) + more_hints]
    return render_template(
        "question.html",
        **_common(served, blanks, form),
        hints=shown,
        more=len(served.hints) - len(shown),
        token=form.get("token") or uuid.uuid4().hex,
        started=form.get("started") or int(datetime.now(UTC).timestamp()),
        troubled=troubled,
        focus="" if more_hints else focus(served, blanks, troubled),
        asked_for_hint=bool(more_hints),
        **other,
    )


def marked_page(
    served: Served,
    attempt: Attempt,
    args: MultiDict[str, str],
    kept: Keepsake | None,
    correction: Correction | None,
) -> str:
    """The question as it was answered, its mark, and the way to the right answer."""
    blanks = marked(served.exercise, attempt)
    return render_template(
        "attempt.html",
        **_common(served, blanks, args),
        attempt=attempt,
        kept=kept,
        marked_again=correction,
        undecided=undecided(attempt),
        noted=note(resources.questions(), served.question_row.skill_slug) is not None,
        changes=changed(served.exercise),
        twins=[(twin, where(served, and_if=twin.name)) for twin in served.twins],
    )


def where(served: Served, **other: Any) -> dict[str, Any]:
    """The address of a question: its number, its seed and, where they differ, level and change."""
    question, row = served.question, served.question_row
    address = {
        "question_id": row.id,
        "seed": served.seed,
        "level": question.level if question.level != row.level else None,
        "and_if": question.and_if or None,
    }
    return address | other


def hints_used(form: MultiDict[str, str], served: Served) -> int:
    """How many hints the form says were shown, as far as that can be."""
    return max(0, min(form.get("hints", 0, type=small), len(served.hints)))


def focus(served: Served, blanks: list[PageBlank], troubled: list[PageBlank]) -> str:
    """Where typing goes on: at what could not be read, or in the only field of a short page."""
    if troubled:
        return "" if troubled[0].checking else troubled[0].id
    return blanks[0].id if blanks[0].way.is_field and not served.exercise.graph else ""


def _common(served: Served, blanks: list[PageBlank], form: MultiDict[str, str]) -> dict[str, Any]:
    return {
        "served": served,
        "question": served.question,
        "exercise": served.exercise,
        "blanks": blanks,
        "picture": picture(served.exercise),
        "topic": form.get("topic", ""),
    }
