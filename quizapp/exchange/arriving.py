"""What an import would do to the bank, question by question. Nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from quizapp.bank.answered import type_problems
from quizapp.bank.check import check_text
from quizapp.bank.files import SLUG
from quizapp.bank.formats import toml
from quizapp.bank.images import stored
from quizapp.models import Question

from .coming_in import document, title_of
from .filling_in import filled_in
from .going_out import VARIANT
from .item import CannotCarry, ForeignQuestion, NotCarried
from .known_bank import KnownBank, content, plain_words
from .pictures import with_own_images

NEW, CHANGED, SAME, EDITED = "new", "changed", "same", "edited"
COPY, TWICE, CANNOT = "copy", "twice", "cannot"
SAID = {
    NEW: "new",
    CHANGED: "changed",
    EDITED: "edited here, so left as it is",
    SAME: "already the same",
    COPY: "already here",
    TWICE: "twice in the file",
    CANNOT: "can't be imported",
}
WORDS = {"prompt": "the question", "answer": "the answer", "hints": "hints", "level": "the level"}
NO_CATEGORY = "The file doesn't say which topic this belongs to. Choose one to put it under."
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
    wants_topic: bool = False  # it could come in under a topic that somebody chooses
    checked: bool = False  # the text has passed the bank's check

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
    bank = KnownBank(session, topic, check)
    return [
        Arrival(one.title or "Without a title", CANNOT, notes=(one.why,))
        if isinstance(one, NotCarried) else _arrival(bank, one, format, source)
        for one in found
    ]  # fmt: skip


def _arrival(bank: KnownBank, item: ForeignQuestion, format: str, source: str) -> Arrival:
    title = title_of(item)
    if VARIANT in item.id and (drawn := bank.questions.get(item.id.partition(VARIANT)[0])):
        told = f"It is a variant of {drawn.slug}, which the bank draws by itself."
        return Arrival(title, SAME, drawn.slug, notes=(told,))
    try:
        doc, notes = document(item, source)
    except CannotCarry as error:
        return Arrival(title, CANNOT, notes=(str(error),))
    doc, images, unseen = with_own_images(bank.session, doc, item.images)
    notes += unseen
    key = f"{format}:{item.id or f'{plain_words(item.topic)}/{plain_words(title)}'}"[:300]
    asked = content(doc)
    if asked in bank.seen:
        return Arrival(title, TWICE, notes=(f"It asks the same as “{bank.seen[asked]}”.",))
    bank.seen[asked] = title
    if (question := bank.known(item, key)) and question.id in bank.latest:
        return _again(bank, item, question, doc, notes, key, images)
    if twin := bank.contents.get(asked):
        return Arrival(title, COPY, twin, notes=("The bank asks the same already.",))
    topic = bank.topic_of(item)
    if not topic:
        why = NO_TOPIC.format(item.topic) if item.topic.strip() else NO_CATEGORY
        homeless = Arrival(title, CANNOT, text=toml.write(doc), images=images)
        if (rest := _checked(bank, homeless)).notes:  # no topic would help
            return replace(rest, text="", notes=(*rest.notes, why))
        return Arrival(title, CANNOT, notes=(why, *notes), wants_topic=True)
    own = SLUG.fullmatch(item.id) and item.id.partition("/")[0] == topic
    slug = bank.name(topic, item.id.partition("/")[2] if own else title)
    new = Arrival(title, NEW, slug, toml.write(doc), key, toml.digest(doc), images=images)
    return _checked(bank, replace(new, notes=(*bank.like(title, slug), *notes)))


def _again(
    bank: KnownBank,
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
    text = toml.write(full)
    if fixed := type_problems(bank.session, question, text, question.slug):
        told = f"{fixed[0].what} Remove it from the file, or retire {question.slug} first."
        return Arrival(title_of(item), CANNOT, question.slug, notes=(told,))
    changes = [WORDS.get(name, f"the {name}") for name in {**old, **full}
               if old.get(name) != full.get(name)]  # fmt: skip
    edited = origin is not None and origin.number != latest.number
    notes = ["It was edited here after it was last imported."] if edited else notes
    action = EDITED if edited else CHANGED
    again = Arrival(
        question.title, action, question.slug, text, key, said, latest.number,
        question.id, tuple(notes), tuple(changes), images,
    )  # fmt: skip
    return _checked(bank, again)


def told_of_many(found: Iterable[Arrival]) -> dict[str, int]:
    """What is noted of several questions in the same words, and of how many."""
    told = Counter(note for one in found if one.action != CANNOT for note in one.notes)
    return {note: many for note, many in told.items() if many > 1}


def _checked(bank: KnownBank, one: Arrival) -> Arrival:
    """The same, or a refusal with what the bank's own check says."""
    if not bank.check:
        return one

    def look(name: str) -> str:
        return "" if name in one.images else stored(bank.session)(name)

    problems = check_text(one.text, one.slug, look=look)
    if not problems:
        return replace(one, checked=True)
    told = dict.fromkeys(f"{problem.what} {problem.advice}".strip() for problem in problems)
    return Arrival(one.title, CANNOT, one.slug, notes=tuple(told))
