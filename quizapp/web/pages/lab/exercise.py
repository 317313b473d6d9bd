"""The exercise of a step, asked and marked from the address alone; nothing is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import render_template
from werkzeug.datastructures import MultiDict

from engine import BadQuestion, mark
from engine.exercise.exercise import Exercise
from quizapp.lab import Asked
from quizapp.lab.kept_exercises import KINDS, exercise_of, kinds
from quizapp.practice import imprecise, unreadable

from ...drawing.network.picture import picture
from ...question.blanks import PageBlank, responses, typed
from ...question.mark_summary import summary

Page = str | tuple[str, int]


def kind_of(asked: Asked, text: str) -> str:
    """The kind of exercise asked for, or "backprop" if this training has no such kind."""
    return text if text in kinds(asked.lab) else "backprop"


def asking(asked: Asked, kind: str, form: MultiDict[str, str], *, marked: bool = False) -> Page:
    """The exercise with what was typed and, if `marked`, its marks; or why there is none."""
    try:
        made = exercise_of(asked.lab, asked.step, kind)
    except BadQuestion as trouble:
        return _page(asked, kind, refused=str(trouble)), 422
    if not marked:
        return _page(asked, kind, made, typed(made, form))
    given, action = responses(made, form), form.get("action")
    refused = unreadable(made, given, leave_blank=action in ("blank", "solution"))
    if refused and action == "solution":
        given = {name: text for name, text in given.items() if name not in refused.parts}
    elif refused:
        return _page(asked, kind, made, typed(made, form, refused)), 422
    marks = mark(made, given)
    if action == "answer" and (refused := imprecise(marks)):
        return _page(asked, kind, made, typed(made, form, refused)), 422
    blanks = [replace(blank, mark=marks.parts[blank.part.name]) for blank in typed(made, form)]
    return _page(asked, kind, made, blanks, marks.as_dict())


def _page(
    asked: Asked,
    kind: str,
    made: Exercise | None = None,
    blanks: list[PageBlank] | None = None,
    marks: dict[str, Any] | None = None,
    **other: Any,
) -> str:
    troubled = [blank for blank in blanks or [] if blank.trouble]
    drawn = picture(made) if made else None
    spots = drawn.spots if drawn else ()
    return render_template(
        "lab/exercise.html",
        asked=asked,
        kind=kind,
        kinds={name: KINDS[name] for name in kinds(asked.lab)},
        exercise=made,
        blanks=blanks,
        troubled=troubled,
        focus=troubled[0].id if troubled else "",
        picture=drawn,
        said=summary(made, blanks, marks, spots) if made and blanks and marks else None,
        **other,
    )
