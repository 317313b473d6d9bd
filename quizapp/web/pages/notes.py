"""Study pages, and the search in them and in the questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import Unreadable
from quizapp import browse, practice
from quizapp.notes import Check, Figure, Heading, Note, Text, search
from quizapp.notes.in_banks import study_page, study_pages
from quizapp.practice import NotMarked, Topic

from ..drawing import figures
from ..extensions import db
from ..forms import small
from ..interview_lock import not_in_interview
from ..question import answer_form, blanks, note_checks
from ..question.note_checks import Refused
from ..serving.resending import comes_back
from ..visitor import EVERYBODY, learner, learner_or_guest, own_time

pages = Blueprint("notes", __name__)
WHO = EVERYBODY

TWICE = Unreadable(
    "You had already answered this, and that answer counts. Submit this one to answer once more."
)


@pages.get("/notes")
def listing() -> str:
    found = {page.skill: page for page in study_pages()}
    return render_template("notes/list.html", topics=practice.skills(db.session), notes=found)


@pages.get("/notes/<skill>")
def show(skill: str) -> str:
    return _page(skill)


@pages.post("/notes/<skill>/checks/<int(max=99):place>")
def check(skill: str, place: int) -> Response | tuple[str, int]:
    """Mark the answer to a check, and go back to its place on the page."""
    form = request.form
    served = answer_form.opened(_question(), form, form.get("revision", type=small))
    not_in_interview(learner(), served.question_row.id)
    known = learner_or_guest()
    before = answer_form.made_before(db.session, known, form)
    if answer_form.is_another(before, served, form):
        twice = NotMarked(
            dict.fromkeys(blanks.responses(served.exercise, form), TWICE), frozenset()
        )
        return _page(skill, (place, served, blanks.typed(served.exercise, form, twice))), 409
    result = answer_form.answer(db.session, served, known, form, own_time(), before)
    if isinstance(result, NotMarked):
        typed = blanks.typed(served.exercise, form, result)
        return _page(skill, (place, served, typed)), 422
    db.session.commit()
    attempts = note_checks.answered(form.get("marked", "")) | {place: result.id}
    there = url_for(".show", skill=skill, marked=note_checks.written(attempts))
    return redirect(f"{there}#check-at-{place}", 303)


@comes_back("notes.check")
def as_typed(skill: str, place: int) -> str:
    """The page with what was typed into a check, if it could not be accepted."""
    form = request.form
    served = answer_form.opened(_question(), form, form.get("revision", type=small))
    return _page(skill, (place, served, blanks.typed(served.exercise, form)))


@pages.get("/search")
def find() -> str:
    query = request.args.get("q", "")[:200]
    found = search(db.session, study_pages(), query)
    ids = [int(hit.key) for hit in found.questions]
    standing = browse.entries(db.session, learner(), ids=ids) if ids else []
    marks = {str(entry.id): entry for entry in standing}
    return render_template("notes/search.html", query=query, found=found, marks=marks)


def _question() -> int:
    return request.form.get("question", -1, type=small)


def _page(skill: str, refused: Refused | None = None) -> str:
    """A study page; `refused` is an answer that could not be marked."""
    page, now = study_page(skill), datetime.now(UTC)
    topics = {topic.slug: topic for topic in practice.skills(db.session)}
    if page is None or skill not in topics:
        abort(404)
    read = [topics[other.skill] for other in study_pages() if other.skill in topics]
    needed = practice.requires(db.session, skill)
    marked = note_checks.answered(request.values.get("marked", ""))
    return render_template(
        "notes/show.html",
        note=page,
        topic=topics[skill],
        shown=list(_shown(page, now, marked, refused)),
        marked=note_checks.written(marked),
        now=now,
        first=[topic for topic in read if topic.slug in needed],
        questions=browse.entries(db.session, learner(), skill=skill),
        **_neighbours([slug for slug in topics if topics[slug] in read], skill, topics),
    )


def _neighbours(order: list[str], skill: str, topics: Mapping[str, Topic]) -> dict[str, Any]:
    """The previous and the next page, in the order of the bank."""
    at = order.index(skill)
    before, after = order[max(0, at - 1) : at], order[at + 1 : at + 2]
    return {name: topics[slug[0]] if slug else None
            for name, slug in (("before", before), ("after", after))}  # fmt: skip


def _shown(
    page: Note, now: datetime, marked: Mapping[int, int], refused: Refused | None
) -> Iterator[tuple[str, Any]]:
    """The blocks of a page, each with what the template needs."""
    slugs = [block.slug for block in page.blocks if isinstance(block, Check)]
    every, resting = note_checks.placed(page.skill, slugs, marked, now, refused)
    places = iter(every)
    for block in page.blocks:
        if isinstance(block, Text):
            yield "text", block.markdown
        elif isinstance(block, Heading):
            yield "heading", block
        elif isinstance(block, Figure):
            yield "figure", figures.figure(block.kind, block.name)
        elif found := next(places):
            yield "check", found
        elif resting:  # only once
            yield "rest", resting
            resting = None
