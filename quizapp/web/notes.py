"""Study pages, and the search over them and the questions."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, render_template, request
from markupsafe import Markup

from quizapp import practice, resources
from quizapp.notes import Check, Figure, Heading, Note, Text, note, notes, search

from . import blanks, figures
from .extensions import db
from .visitor import learner

pages = Blueprint("notes", __name__)


@pages.get("/notes")
def listing() -> str:
    found = {page.skill: page for page in notes(resources.questions())}
    return render_template("notes/list.html", topics=practice.skills(db.session), notes=found)


@pages.get("/notes/<skill>")
def show(skill: str) -> str:
    page = note(resources.questions(), skill)
    topic = next((topic for topic in practice.skills(db.session) if topic.slug == skill), None)
    if page is None or topic is None:
        abort(404)
    return render_template(
        "notes/show.html", note=page, topic=topic, shown=_shown(page), now=datetime.now(UTC)
    )


@pages.get("/search")
def find() -> str:
    query = request.args.get("q", "")[:200]
    found = search(db.session, notes(resources.questions()), query)
    return render_template("notes/search.html", query=query, found=found)


def _shown(page: Note) -> list[tuple[str, Any]]:
    """The blocks of a page, each with what its part of the template needs."""
    checks = iter(practice.checks(db.session, learner(), page.skill, [
        block.slug for block in page.blocks if isinstance(block, Check)
    ]))  # fmt: skip
    return [_block(block, checks) for block in page.blocks]


def _block(block: Text | Heading | Check | Figure, checks: Any) -> tuple[str, Any]:
    if isinstance(block, Text):
        return "text", block.markdown
    if isinstance(block, Heading):
        return "heading", block
    if isinstance(block, Figure):
        drawn: Markup = figures.figure(block.kind, block.name)
        return "figure", drawn
    served = next(checks)
    if served is None:
        return "text", ""
    entry = blanks.fresh(served.exercise)
    return "check", {"served": served, "blanks": entry, "token": uuid.uuid4().hex}
