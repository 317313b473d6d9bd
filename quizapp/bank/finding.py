"""Finding questions of the bank: by words and what they mean, by filters, in pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, literal, or_, select
from sqlalchemy.orm import Session

from quizapp.models import (
    PUBLISHED,
    Attempt,
    BankEntry,
    BankStem,
    BankTag,
    BankWord,
    Complaint,
    Question,
    QuestionSums,
    Revision,
    Skill,
)
from quizapp.notes.stems import long_form
from quizapp.statistics.counting import ready

from .indexing import refresh, stems_of

PAGE = 50  # questions on a page
MOST_WORDS = 8
BEGUN = 4  # letters that the beginning of a word needs to find the whole word
ALIKE, SUGGESTED = 0.75, 3
FURTHEST = 10_000  # pages


def _since(said: str) -> ColumnElement[bool]:
    day = datetime.fromisoformat(said)
    return BankEntry.changed_at >= (day if day.tzinfo else day.replace(tzinfo=UTC))


def _of_its_revisions(column: Any) -> Select[Any]:
    return select(column).join(Revision).where(Revision.question_id == Question.id)


def _reported(said: str) -> ColumnElement[bool]:
    open_reports = _of_its_revisions(Complaint.id).where(Complaint.settled_at.is_(None))
    return open_reports.exists()


def _answered(said: str) -> ColumnElement[bool]:
    asked = exists().where(Attempt.revision_id == Revision.id)
    ever = select(Revision.id).where(Revision.question_id == Question.id, asked).exists()
    return ~ever if said == "never" else ever


def _facility() -> ColumnElement[float]:
    """The mean score of first answers, in millionths; NULL for a question that nobody answered."""
    mean = select(QuestionSums.score / QuestionSums.answers)
    return mean.where(QuestionSums.question_id == Question.id).scalar_subquery()


def _so_hard(said: str) -> ColumnElement[bool]:
    low, high = FACILITY[said]
    return and_(_facility() >= low, _facility() <= high)


def _tagged(said: str) -> ColumnElement[bool]:
    return exists().where(BankTag.question_id == Question.id, BankTag.tag == said)


# The least and the highest mean score of questions that are so hard, in millionths.
FACILITY = {"hard": (0, 400_000), "middling": (400_000, 800_000), "easy": (800_000, 1_000_000)}
STATES: dict[str, Callable[[], ColumnElement[bool]] | None] = {
    "": lambda: Question.retired_at.is_(None),
    "retired": lambda: and_(Question.retired_at.is_not(None), Question.stage == PUBLISHED),
    "draft": lambda: Question.stage != PUBLISHED,
    "all": None,
}
CONDITIONS: dict[str, Callable[[str], ColumnElement[bool]]] = {
    "skill": lambda said: Question.skill_slug == said,
    "type": lambda said: Question.type == said,
    "level": lambda said: Question.level == int(said),
    "tag": _tagged,
    "template": lambda said: BankEntry.template == said,
    "author": lambda said: BankEntry.revision_id.in_(
        select(Revision.id).where(Revision.author_id == int(said))
    ),
    "since": _since,
    "reported": _reported,
    "answered": _answered,
    "facility": _so_hard,
    "bank": lambda said: Question.bank == said,
}
ORDERS: dict[str, tuple[Any, ...]] = {
    "topic": (Skill.position, Question.level, Question.title),
    "title": (func.lower(Question.title),),
    "level": (Question.level, Skill.position, Question.title),
    "changed": (BankEntry.changed_at.desc(),),
    "facility": (_facility().is_(None), _facility()),
}


@dataclass(frozen=True)
class BankFilter:
    """What an address asks for; what it cannot mean is left out."""

    words: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    state: str = ""
    order: str = ""
    page: int = 1

    @classmethod
    def of(cls, args: Mapping[str, str]) -> BankFilter:
        page, order, state = args.get("page", ""), args.get("sort", ""), args.get("state", "")
        return cls(
            args.get("q", "").strip()[:200],
            {
                name: said
                for name in CONDITIONS
                if (said := args.get(name, "")) and _means(name, said)
            },
            state if state in STATES else "",
            order if order in ORDERS else "",
            min(int(page), FURTHEST) if page.isascii() and page.isdecimal() and page != "0" else 1,
        )

    @property
    def named(self) -> dict[str, str]:
        """What it says, as in an address or a form."""
        said = {"q": self.words, **self.said, "state": self.state, "sort": self.order}
        said["page"] = str(self.page) if self.page > 1 else ""
        return {name: value for name, value in said.items() if value}

    def query(self, **changes: Any) -> str:
        """The address's query, with changes."""
        return urlencode(replace(self, **changes).named)


@dataclass(frozen=True)
class FoundQuestions:
    """A page of questions, how many match in all, and other words to try if none do."""

    questions: tuple[Question, ...]
    total: int
    pages: int
    instead: tuple[str, ...] = ()
    unseen: int = 0  # what would match too, but is no published question


def find(session: Session, asked: BankFilter) -> FoundQuestions:
    """The page of questions that the filter asks for; the caller commits the index."""
    refresh(session)
    if "facility" in (*asked.said, asked.order):
        ready(session)
    query = matching(session, asked)
    total = _count(session, query)
    pages = max(1, -(-total // PAGE))
    page = min(asked.page, pages)
    order = ORDERS[asked.order or "topic"]
    if asked.words and not asked.order:
        order = (_title_hits(session, asked.words).desc(), *order)
    rows = query.with_only_columns(Question).order_by(*order, Question.id)
    shown = session.scalars(rows.limit(PAGE).offset((page - 1) * PAGE))
    instead = () if total or not asked.words else _instead(session, asked.words)
    narrowed = not asked.state and (asked.words or asked.said)
    unseen = _count(session, matching(session, replace(asked, state="all"))) if narrowed else total
    return FoundQuestions(tuple(shown), total, pages, instead, unseen - total)


def _count(session: Session, query: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def matching(session: Session, asked: BankFilter) -> Select[Any]:
    """The numbers of all questions that match, on every page."""
    query = select(Question.id).join(Question.skill)
    query = query.join(BankEntry, BankEntry.question_id == Question.id)
    for word in asked.words.split()[:MOST_WORDS]:
        query = query.where(
            or_(_has(session, word), Question.slug.contains(word.lower(), autoescape=True))
        )
    for name, said in asked.said.items():
        query = query.where(CONDITIONS[name](said))
    if state := STATES[asked.state]:
        query = query.where(state())
    return query


def _has(session: Session, word: str) -> ColumnElement[bool]:
    """Whether a question has the word, its long form, or a longer word that begins like it."""
    joined = word.replace("-", "")
    ways = [_all(session, word)]
    if joined != word:
        ways.append(_all(session, joined))
    if (long := long_form(word)) != word:
        ways.append(_all(session, long))
    return or_(*ways)


def _all(session: Session, text: str) -> ColumnElement[bool]:
    typed = list(stems_of(text.replace("-", " ")))
    return and_(*(_one(session, stem) for stem in typed)) if typed else false()


def _one(session: Session, stem: str) -> ColumnElement[bool]:
    numbers = _numbers(session, stem)
    return Question.id.in_(select(BankWord.question_id).where(BankWord.stem_id.in_(numbers)))


def _numbers(session: Session, stem: str) -> list[int]:
    """The numbers of the stem, and of those that begin like it."""
    same = BankStem.stem == stem
    if len(stem) >= BEGUN:
        same = or_(same, BankStem.stem.startswith(stem, autoescape=True))
    return list(session.scalars(select(BankStem.id).where(same)))


def _title_hits(session: Session, words: str) -> ColumnElement[int]:
    """How many of the words are in the title."""
    hits: ColumnElement[int] = literal(0)
    for stem in dict.fromkeys(stems_of(words)):
        titled = select(BankWord.question_id).where(
            BankWord.stem_id.in_(_numbers(session, stem)), BankWord.in_title
        )
        hits = hits + case((Question.id.in_(titled), 1), else_=0)
    return hits


def _instead(session: Session, words: str) -> tuple[str, ...]:
    """Words of the bank that are spelt like those that nothing has."""
    known = list(session.scalars(select(BankStem.stem)))
    lost = [stem for stem in stems_of(words) if not _numbers(session, stem)]
    near = (other for stem in lost for other in get_close_matches(stem, known, SUGGESTED, ALIKE))
    return tuple(dict.fromkeys(near))[:SUGGESTED]


def _means(name: str, said: str) -> bool:
    """Whether a condition can be made of this."""
    try:
        CONDITIONS[name](said)
    except (KeyError, ValueError, OverflowError):
        return False
    return len(said) <= 200 and (name not in ("author", "level") or abs(int(said)) < 2**31)
