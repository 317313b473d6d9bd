"""What the bank has already: topics, names, origins, and what each question asks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from quizapp.bank.formats import toml
from quizapp.models import FormerName, Origin, Question, Revision, Skill

from .item import ForeignQuestion
from .markup_out import to_html


@dataclass
class KnownBank:
    """What an import has to know of the bank, read once."""

    session: Session
    topic: str
    check: bool
    taken: set[str] = field(default_factory=set)  # names of new questions in this file
    numbers: Counter[str] = field(default_factory=Counter)  # how far a name has been numbered
    seen: dict[str, str] = field(default_factory=dict)  # content of the file -> its title

    def __post_init__(self) -> None:
        topics = self.session.execute(select(Skill.slug, Skill.title)).all()
        self.topics = {plain_words(name): slug for slug, title in topics for name in (title, slug)}
        rows = self.session.scalars(select(Question))
        self.questions = {row.slug: row for row in rows}
        former = self.session.scalars(select(FormerName))
        self.former = {one.slug: one.question for one in former}
        self.origins = {one.key: one for one in self.session.scalars(select(Origin))}
        newest = (
            select(Revision.question_id, func.max(Revision.number).label("number"))
            .group_by(Revision.question_id)
            .subquery()
        )
        is_newest = and_(
            Revision.question_id == newest.c.question_id, Revision.number == newest.c.number
        )
        latest = select(Revision).join(newest, is_newest)
        self.latest = {one.question_id: one for one in self.session.scalars(latest)}

    @cached_property
    def contents(self) -> dict[str, str]:
        """What every question asks -> its name."""
        slugs = {row.id: slug for slug, row in self.questions.items()}
        return {content(toml.read(one.text)): slugs[number] for number, one in self.latest.items()}

    def like(self, title: str, slug: str) -> list[str]:
        """A note if another question, here or in the file, has this title; it is remembered."""
        other = self.titles.setdefault(plain_words(title), slug)
        return [f"{other} has the same title. Are they the same question?"] if other != slug else []

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of every question in plain words -> its name."""
        return {plain_words(row.title): slug for slug, row in self.questions.items()}

    def topic_of(self, item: ForeignQuestion) -> str:
        """The topic to put it under, "" if there is none."""
        return self.topic or self.topics.get(plain_words(item.topic), "")

    def known(self, item: ForeignQuestion, key: str) -> Question | None:
        """The question here that this one is, by its origin or its name."""
        if key in self.origins:
            return self.origins[key].question
        return self.questions.get(item.id) or self.former.get(item.id)

    def name(self, topic: str, title: str) -> str:
        """A name that no question has."""
        first = f"{topic}/{plain_words(title).replace(' ', '-')[:60].strip('-') or 'question'}"
        name = first
        while name in self.taken or name in self.questions or name in self.former:
            self.numbers[first] += 1
            name = f"{first}-{self.numbers[first] + 1}"
        self.taken.add(name)
        return name


def plain_words(name: str) -> str:
    """Words without case, accents and signs."""
    bare = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def content(doc: Mapping[str, Any]) -> str:
    """What a question asks and accepts, whatever is said about it; equal for copies."""
    answer = doc.get("answer", {})
    kept = {
        key: sorted(map(_bare, value)) if isinstance(value, list) else _bare(value)
        for key, value in answer.items()
        if key in ("options", "truth", "value", "formula", "passage", "pairs", "items", "model")
    }
    asked = (doc.get("template"), doc.get("params"), doc.get("graph"))
    return repr((doc["type"], _bare(doc.get("prompt", "")), asked, sorted(kept.items())))


def _bare(value: Any) -> str:
    if isinstance(value, Mapping):
        return repr([_bare(value[key]) for key in ("text", "correct", "left", "right")
                     if key in value])  # fmt: skip
    return to_html(value.strip()) if isinstance(value, str) else repr(value)
