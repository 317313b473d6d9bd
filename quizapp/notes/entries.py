"""The texts that can be searched, which never include answers."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine import TEMPLATES
from quizapp.models import Question, Revision, Skill, bank_mark
from quizapp.presenting.prose import text as plain_line
from quizapp.storage.kept_results import KeptResults

from .page import Heading, Note, Text, anchor
from .stems import Word, words

Kind = Literal["note", "question"]

_BLANK = re.compile(r"\[\[\d+\]\]")  # in a passage to complete
_SIGNS = re.compile(r"^[ \t]*(?:[-*+>]|\d+\.|\|[-|: ]+\|$)\s+|\|", re.MULTILINE)


@dataclass(frozen=True)
class Passage:
    """A text and its words."""

    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(words(self.text))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How often each stem occurs."""
        return dict(Counter(word.stem for word in self.words))

    @cached_property
    def _stems(self) -> str:
        return "".join(f" {stem}" for stem in self.counts)

    def begins(self, stem: str) -> bool:
        """Whether any word begins with this stem."""
        return f" {stem}" in self._stems


@dataclass(frozen=True)
class Findable:
    """A search target: a section of a study page, or a question."""

    kind: Kind
    key: str  # the skill of a note, the id of a question
    skill: str
    title: Passage
    heading: Passage  # the section of a note, the skill of a question
    body: Passage
    anchor: str = ""


_QUESTIONS = KeptResults[tuple[Findable, ...]](4)


def note_entries(page: Note) -> tuple[Findable, ...]:
    """The sections of a study page, including the text before the first heading."""
    return _sections(page)


def question_entries(session: Session) -> tuple[Findable, ...]:
    """Every question in use, with the text of its latest revision."""
    return _QUESTIONS.of((bank_mark(session),), None, lambda: tuple(_questions(session)))


def _questions(session: Session) -> Iterator[Findable]:
    newest = (
        select(Revision.question_id, func.max(Revision.number).label("number"))
        .group_by(Revision.question_id)
        .subquery()
    )
    query = (
        select(Question.id, Question.title, Skill.slug, Skill.title, Revision.text)
        .join(Skill, Skill.slug == Question.skill_slug)
        .join(Revision, Revision.question_id == Question.id)
        .join(newest, (newest.c.question_id == Question.id) & (newest.c.number == Revision.number))
        .where(Question.retired_at.is_(None))
    )
    for number, title, skill, topic, text in session.execute(query):
        yield Findable("question", str(number), skill, _line(title), _line(topic), _asked(text))


@lru_cache(maxsize=256)
def _sections(page: Note) -> tuple[Findable, ...]:
    found: dict[str, list[str]] = {"": []}
    for block in page.blocks:
        if isinstance(block, Heading):
            found[block.markdown] = []
        elif isinstance(block, Text):
            found[list(found)[-1]].append(block.markdown)
    title = _line(page.title)
    return tuple(
        Findable("note", page.skill, page.skill, title, _line(heading),
                 _passage("\n\n".join(texts)), anchor(heading))
        for heading, texts in found.items() if texts or not heading
    )  # fmt: skip


@lru_cache(maxsize=8192)
def _asked(toml: str) -> Passage:
    """What a question shows before it is answered.

    Options are included only if their order gives nothing away; hints, remarks and explanations
    never are.
    """
    try:
        doc = tomllib.loads(toml)
    except tomllib.TOMLDecodeError:
        return Passage("")
    answer = doc.get("answer")
    asked = answer if isinstance(answer, dict) else {}
    options = asked.get("options", [])
    drawn = TEMPLATES.get(str(doc.get("template")))
    said = [
        doc.get("prompt"),
        asked.get("passage"),
        *(option.get("text") for option in options if isinstance(option, dict)),
        drawn.summary if drawn else None,
        graph.get("statement") if isinstance(graph := doc.get("graph"), dict) else None,
    ]
    texts = (_BLANK.sub("…", text).strip() for text in said if isinstance(text, str))
    return _passage(" · ".join(texts))


@lru_cache(maxsize=8192)
def _line(markdown: str) -> Passage:
    return Passage(plain_line(markdown))


def _passage(markdown: str) -> Passage:
    """Markdown as one plain line, with formulas as in the terminal."""
    without = _SIGNS.sub(" ", markdown.replace("$$", "$"))
    return Passage(" ".join(plain_line(without).split()))
