"""The bank's index: the words, tags and template of each question, in plain tables.

It is made from the latest revisions and brought up to date before it is searched, so whoever saves
a revision need not know of it. Plain tables behave alike in SQLite and PostgreSQL.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from engine.short_answers.word_stems import stem
from quizapp.models import BankEntry, BankStem, BankTag, BankWord, Question, Revision
from quizapp.notes.stems import stem_set, words

AT_ONCE = 500  # questions read into memory at once
LONGEST = 60  # characters of a stem
# The values of these keys are names for the program, or are found in another way.
_NOT_TEXT = frozenset({"title", "type", "tags", "params", "name", "pinned", "correct"})
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


def refresh(session: Session) -> int:
    """Index the questions whose latest revision is not the one in the index; says how many."""
    newest = (
        select(Revision.question_id, func.max(Revision.id).label("id"))
        .group_by(Revision.question_id)
        .subquery()
    )
    stale = (
        select(newest.c.id)
        .outerjoin(BankEntry, BankEntry.question_id == newest.c.question_id)
        .where(or_(BankEntry.revision_id.is_(None), BankEntry.revision_id != newest.c.id))
    )
    waiting = list(session.scalars(stale))
    for some in _batched(waiting, AT_ONCE):
        _index(session, list(session.scalars(select(Revision).where(Revision.id.in_(some)))))
    return len(waiting)


def stems_of(text: str) -> Iterator[str]:
    """The stems of a text; `back-propagation` is `backpropagation` as well."""
    for word in words(text):
        yield word.stem[:LONGEST]
    for whole in _HYPHENATED.findall(text):
        yield stem(whole.replace("-", ""))[:LONGEST]


def _all_stems(text: str) -> set[str]:
    """The same in any order, each word looked at once."""
    joined = {stem(whole.replace("-", "")) for whole in set(_HYPHENATED.findall(text))}
    return {one[:LONGEST] for one in stem_set(text) | joined}


def _index(session: Session, revisions: list[Revision]) -> None:
    numbers = [revision.question_id for revision in revisions]
    for table in (BankWord, BankTag, BankEntry):
        session.execute(delete(table).where(table.question_id.in_(numbers)))
    named = select(Question.id, Question.title).where(Question.id.in_(numbers))
    titles: dict[int, str] = dict(session.execute(named).all())
    entries: list[dict[str, Any]] = []
    tags: list[dict[str, Any]] = []
    found: dict[int, dict[str, bool]] = {}
    for revision in revisions:
        doc, key = tomllib.loads(revision.text), revision.question_id
        entries.append({
            "question_id": key, "revision_id": revision.id,
            "template": str(doc.get("template", "")), "changed_at": revision.created_at,
        })  # fmt: skip
        tags += [{"tag": tag, "question_id": key} for tag in dict.fromkeys(doc.get("tags", ()))]
        body = dict.fromkeys(_all_stems("\n".join(_texts(doc))), False)
        found[key] = body | dict.fromkeys(stems_of(titles[key]), True)
    known = _known(session, {one for each in found.values() for one in each})
    rows = [
        {"stem_id": known[one], "question_id": key, "in_title": titled}
        for key, each in found.items() for one, titled in each.items()
    ]  # fmt: skip
    for table, added in ((BankEntry, entries), (BankTag, tags), (BankWord, rows)):
        if added:  # as plain rows, which takes half of the time of mapped ones
            plain: Any = table.__table__
            session.execute(insert(plain), added)


def _known(session: Session, stems: set[str]) -> dict[str, int]:
    """The numbers of these stems; new ones get one."""
    known = _every_stem(session)
    if fresh := sorted(stems - known.keys()):
        session.execute(insert(BankStem), [{"stem": one} for one in fresh])
        known = _every_stem(session)
    return known


def _every_stem(session: Session) -> dict[str, int]:
    return dict(session.execute(select(BankStem.stem, BankStem.id)).all())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.replace("_", " ")
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            if key not in _NOT_TEXT:
                yield from _texts(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)


def _batched(numbers: Iterable[int], size: int) -> Iterator[list[int]]:
    rest = iter(numbers)
    while some := list(islice(rest, size)):
        yield some
