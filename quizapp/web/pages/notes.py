"""Study pages, and the search in them and in the questions."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, render_template, request

from quizapp import practice
from quizapp.notes import Check, Figure, Heading, Note, Text, note, notes, search
from quizapp.practice import Topic
from quizapp.storage import resources

from ..drawing import figures
from ..extensions import db
from ..question import blanks
from ..visitor import EVERYBODY, learner

pages = Blueprint("notes", __name__)
WHO = EVERYBODY


@pages.get("/notes")
def listing() -> str:
    found = {page.skill: page for page in notes(resources.questions())}
    return render_template("notes/list.html", topics=practice.skills(db.session), notes=found)


@pages.get("/notes/<skill>")
def show(skill: str) -> str:
    page, now = note(resources.questions(), skill), datetime.now(UTC)
    topics = {topic.slug: topic for topic in practice.skills(db.session)}
    if page is None or skill not in topics:
        abort(404)
    read = [topics[other.skill] for other in notes(resources.questions()) if other.skill in topics]
    return render_template(
        "notes/show.html",
        note=page,
        topic=topics[skill],
        shown=list(_shown(page, now)),
        now=now,
        first=[topic for topic in read if topic.slug in practice.requires(db.session, skill)],
        questions=practice.questions(db.session, skill),
        **_neighbours([slug for slug in topics if topics[slug] in read], skill, topics),
    )


@pages.get("/search")
def find() -> str:
    query = request.args.get("q", "")[:200]
    found = search(db.session, notes(resources.questions()), query)
    return render_template("notes/search.html", query=query, found=found)


def _neighbours(order: list[str], skill: str, topics: Mapping[str, Topic]) -> dict[str, Any]:
    """The previous and the next page, in the order of the bank."""
    at = order.index(skill)
    before, after = order[max(0, at - 1) : at], order[at + 1 : at + 2]
    return {name: topics[slug[0]] if slug else None
            for name, slug in (("before", before), ("after", after))}  # fmt: skip


def _shown(page: Note, now: datetime) -> Iterator[tuple[str, Any]]:
    """The blocks of a page, each with what the template needs."""
    slugs = [block.slug for block in page.blocks if isinstance(block, Check)]
    checks = practice.checks(db.session, learner(), page.skill, slugs, now)
    places, resting, section = iter(checks.places), checks.next_due, ""
    for block in page.blocks:
        if isinstance(block, Text):
            yield "text", block.markdown
        elif isinstance(block, Heading):
            section = block.anchor
            yield "heading", block
        elif isinstance(block, Figure):
            yield "figure", figures.figure(block.kind, block.name)
        elif served := next(places):
            entry, token = blanks.fresh(served.exercise), uuid.uuid4().hex
            yield "check", {"served": served, "blanks": entry, "token": token, "section": section}
        elif resting:  # only once
            yield "rest", resting
            resting = None
