"""What an import would do to the bank, question by question. Nothing is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from quizapp.bank.check import check_text
from quizapp.bank.files import SLUG
from quizapp.bank.formats import toml
from quizapp.bank.images import stored
from quizapp.models import FormerName, Origin, Question, Revision, Skill

from .coming_in import document, title_of
from .filling_in import filled_in
from .going_out import VARIANT
from .item import CannotCarry, ForeignQuestion, NotCarried
from .markup_out import to_html
from .pictures import with_own_images

NEW, CHANGED, SAME, EDITED, COPY, CANNOT = "new", "changed", "same", "edited", "copy", "cannot"
SAID = {
    NEW: "new",
    CHANGED: "changed",
    EDITED: "edited here, so left as it is",
    SAME: "already the same",
    COPY: "already here, or twice in the file",
    CANNOT: "can't be imported",
}
WORDS = {"prompt": "the question", "answer": "the answer", "hints": "hints", "level": "the level"}
NO_TOPIC = "There is no topic “{}” here. Choose a topic to put it under, or add this one first."


@dataclass(frozen=True)
class Arrival:
    """One question of a file: what would happen to it, and what its author should know."""

    title: str
    action: str
    slug: str = ""
    text: str = ""  # the question file that would be saved
    key: str = ""
    digest: str = ""  # of what the file says
    number: int = 0  # the revision that it is based on; 0 for a new one
    question_id: int | None = None
    notes: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()  # the parts that differ from the question here
    images: Mapping[str, bytes] = field(default_factory=dict)  # to be kept, by their new names

    @property
    def comes_in(self) -> bool:
        return self.action in (NEW, CHANGED)

    @property
    def is_edited(self) -> bool:
        """Whether it would replace what was edited here."""
        return self.action == EDITED

    def as_dict(self) -> dict[str, Any]:
        """What a program may want to know (JSON)."""
        return {
            "title": self.title,
            "action": self.action,
            "question": self.slug,
            "notes": self.notes,
            "changes": self.changes,
        }


def arrivals(
    session: Session,
    found: Iterable[ForeignQuestion | NotCarried],
    *,
    format: str,
    source: str,
    topic: str = "",
    check: bool = True,
) -> list[Arrival]:
    """What would happen to each question, all of them under one topic or each under its own.

    Without `check`, problems are left for whoever saves them to find.
    """
    bank = _Bank(session, topic, check)
    return [
        Arrival(one.title or "Without a title", CANNOT, notes=(one.why,))
        if isinstance(one, NotCarried) else _arrival(bank, one, format, source)
        for one in found
    ]  # fmt: skip


@dataclass
class _Bank:
    """What an import has to know of the bank, read once."""

    session: Session
    topic: str
    check: bool
    taken: set[str] = field(default_factory=set)  # names of new questions in this file
    seen: dict[str, str] = field(default_factory=dict)  # content of the file -> its title

    def __post_init__(self) -> None:
        topics = self.session.execute(select(Skill.slug, Skill.title)).all()
        self.topics = {_plain(name): slug for slug, title in topics for name in (title, slug)}
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

    def topic_of(self, item: ForeignQuestion) -> str:
        """The topic to put it under, "" if there is none."""
        return self.topic or self.topics.get(_plain(item.topic), "")

    def known(self, item: ForeignQuestion, key: str) -> Question | None:
        """The question here that this one is, by its origin or its name."""
        if key in self.origins:
            return self.origins[key].question
        return self.questions.get(item.id) or self.former.get(item.id)

    def name(self, topic: str, title: str) -> str:
        """A name that no question has."""
        first = f"{topic}/{_plain(title).replace(' ', '-')[:60].strip('-') or 'question'}"
        name, number = first, 2
        while name in self.taken or name in self.questions or name in self.former:
            name, number = f"{first}-{number}", number + 1
        self.taken.add(name)
        return name


def _plain(name: str) -> str:
    """Words without case, accents and signs."""
    bare = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def _arrival(bank: _Bank, item: ForeignQuestion, format: str, source: str) -> Arrival:
    title = title_of(item)
    if VARIANT in item.id and (drawn := bank.questions.get(item.id.partition(VARIANT)[0])):
        told = f"It is a variant of {drawn.slug}, which the bank draws by itself."
        return Arrival(title, COPY, drawn.slug, notes=(told,))
    try:
        doc, notes = document(item, source)
    except CannotCarry as error:
        return Arrival(title, CANNOT, notes=(str(error),))
    doc, images, unseen = with_own_images(bank.session, doc, item.images)
    notes += unseen
    key = f"{format}:{item.id or f'{_plain(item.topic)}/{_plain(title)}'}"[:300]
    asked = content(doc)
    if asked in bank.seen:
        return Arrival(title, COPY, notes=(f"The file has it twice: “{bank.seen[asked]}”.",))
    bank.seen[asked] = title
    if (question := bank.known(item, key)) and question.id in bank.latest:
        return _again(bank, item, question, doc, notes, key, images)
    if twin := bank.contents.get(asked):
        return Arrival(title, COPY, twin, notes=("The bank asks the same already.",))
    topic = bank.topic_of(item)
    if not topic:
        return Arrival(title, CANNOT, notes=(NO_TOPIC.format(item.topic or "(none)"),))
    own = SLUG.fullmatch(item.id) and item.id.partition("/")[0] == topic
    slug = bank.name(topic, item.id.partition("/")[2] if own else title)
    new = Arrival(title, NEW, slug, toml.write(doc), key, toml.digest(doc), images=images)
    return _checked(bank, replace(new, notes=tuple(notes)))


def _again(
    bank: _Bank,
    item: ForeignQuestion,
    question: Question,
    doc: dict[str, Any],
    notes: list[str],
    key: str,
    images: Mapping[str, bytes],
) -> Arrival:
    """What happens to a question that is here already."""
    latest, origin = bank.latest[question.id], bank.origins.get(key)
    old = toml.read(latest.text)
    if old.get("type") == "template":
        told = f"Here, {question.slug} draws its numbers from a template."
        return Arrival(title_of(item), CANNOT, question.slug, notes=(told,))
    full, said = filled_in(doc, old, bool(item.level), bool(item.source)), toml.digest(doc)
    if toml.digest(full) == latest.digest or (origin and said == origin.digest):
        return Arrival(question.title, SAME, question.slug, key=key, question_id=question.id)
    changes = [WORDS.get(name, f"the {name}") for name in {**old, **full}
               if old.get(name) != full.get(name)]  # fmt: skip
    edited = origin is not None and origin.number != latest.number
    notes = ["It was edited here after it was last imported."] if edited else notes
    action = EDITED if edited else CHANGED
    again = Arrival(
        question.title, action, question.slug, toml.write(full), key, said, latest.number,
        question.id, tuple(notes), tuple(changes), images,
    )  # fmt: skip
    return _checked(bank, again)


def _checked(bank: _Bank, one: Arrival) -> Arrival:
    """The same, or a refusal with what the bank's own check says."""
    if not bank.check:
        return one

    def look(name: str) -> str:
        return "" if name in one.images else stored(bank.session)(name)

    problems = check_text(one.text, one.slug, look=look)
    if not problems:
        return one
    told = dict.fromkeys(f"{problem.what} {problem.advice}".strip() for problem in problems)
    return Arrival(one.title, CANNOT, one.slug, notes=tuple(told))


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
