"""Choosing a template for a new exercise: each with its picture and what can be set."""

from __future__ import annotations

from functools import lru_cache

from flask import Blueprint, render_template, request

from engine import TEMPLATES, build
from engine.templates._base import Template

from ..drawing.network.picture import Picture, picture
from ..forms import small
from ..visitor import INSTRUCTORS

pages = Blueprint("choosing", __name__, url_prefix="/bank/templates")
WHO = INSTRUCTORS
EACH = 8  # templates on a page, as drawing one takes a moment


@pages.get("")
def templates() -> str:
    words = request.args.get("q", "").lower().split()
    found = [each for each in TEMPLATES.values() if all(w in _said(each) for w in words)]
    first = request.args.get("from", 0, type=small)
    shown = [(each, drawn(each.name)) for each in found[first : first + EACH]]
    more = first + EACH if first + EACH < len(found) else None
    question = request.args.get("question", type=small)  # for which one is chosen, if it exists
    return render_template(
        "bank/templates.html", found=len(found), shown=shown, more=more, question=question
    )


@lru_cache(maxsize=128)
def drawn(name: str) -> Picture | None:
    """The network of one variant, if it has one."""
    return picture(build(name, 1))


def _said(template: Template) -> str:
    """All that a search looks through."""
    values = (str(value) for choices in template.choices.values() for value in choices)
    said = " ".join((template.name, template.summary, *template.choices, *values)).lower()
    return said + " " + said.replace("_", " ")
