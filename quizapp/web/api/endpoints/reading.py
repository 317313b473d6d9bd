"""Study pages, and the search in them and in the questions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel, Field

from quizapp import models, practice
from quizapp.notes import Check, Figure, Heading, Text
from quizapp.notes import Hit as Place
from quizapp.notes import search as search_for
from quizapp.notes import text as plain
from quizapp.notes.in_banks import study_page, study_pages
from quizapp.practice import Served
from quizapp.web.extensions import db

from ..endpoint import Group, Sent, endpoint
from ..problem import refuse
from ..shapes import Question

NOTES = Group(140, "notes")
SEARCH = Group(150, "search")


class Title(BaseModel):
    skill: str
    title: str


class Notes(BaseModel):
    notes: list[Title]


class Section(BaseModel):
    """A part of a study page."""

    kind: Literal["heading", "text", "check", "figure"]
    text: str = Field(default="", description="For a heading or a text: Markdown.")
    question: Question | None = Field(default=None, description="For a check: the question.")
    figure: str = Field(default="", description="For a figure: what it shows.")


class Note(BaseModel):
    """A study page."""

    skill: str
    title: str
    sections: list[Section]


class SearchQuery(Sent):
    q: str = Field(max_length=200, description="Words that must all appear.")


class Hit(BaseModel):
    """A place where all words occur."""

    kind: Literal["note", "question"]
    key: str = Field(description="The skill of a note, the id of a question.")
    title: str
    heading: str = Field(description="A note's section, or a question's topic.")
    skill: str
    excerpt: str


class Hits(BaseModel):
    hits: list[Hit] = Field(description="Study pages, then questions; the best first in each.")
    instead: list[str] = Field(description="If nothing was found, queries that find something.")


@endpoint("GET", "/notes", answer=Notes, group=NOTES)
def notes(learner: models.Learner) -> Notes:
    """The study pages."""
    found = study_pages()
    return Notes(notes=[Title(skill=page.skill, title=page.title) for page in found])


@endpoint("GET", "/notes/{skill}", answer=Note, group=NOTES)
def note(learner: models.Learner, skill: str) -> Note:
    """The study page of a topic, with questions to check yourself."""
    page = study_page(skill)
    if page is None:
        refuse(404, "There is no page on this topic; see /api/v1/notes for a list.", code="no_page")
    slugs = [block.slug for block in page.blocks if isinstance(block, Check)]
    checks = iter(practice.checks(db.session, learner, skill, slugs, datetime.now(UTC)).places)
    sections = (
        _check(next(checks)) if isinstance(block, Check) else _section(block)
        for block in page.blocks
    )
    return Note(skill=skill, title=page.title, sections=[one for one in sections if one])


@endpoint("GET", "/search", query=SearchQuery, answer=Hits, group=SEARCH)
def search(learner: models.Learner, query: SearchQuery) -> Hits:
    """Find words, in any grammatical form, in study pages and questions."""
    found = search_for(db.session, study_pages(), query.q)
    hits = [_hit(hit) for _, group in found.groups for hit in group]
    return Hits(hits=hits, instead=list(found.instead))


def _hit(hit: Place) -> Hit:
    title, heading, excerpt = map(plain, (hit.title, hit.heading, hit.excerpt))
    return Hit(kind=hit.kind, key=hit.key, title=title, heading=heading, skill=hit.skill,
               excerpt=excerpt)  # fmt: skip


def _check(served: Served | None) -> Section | None:
    return Section(kind="check", question=Question.of(served)) if served else None


def _section(block: Text | Heading | Figure) -> Section:
    if isinstance(block, Figure):
        return Section(kind="figure", figure=f"{block.kind} {block.name}")
    return Section(kind="heading" if isinstance(block, Heading) else "text", text=block.markdown)
