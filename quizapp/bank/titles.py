"""No two questions of a bank have one title, since learners tell questions apart by it.

What differs only in blanks or in capitals is one title. Drafts may share one.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import PUBLISHED, Question, latest_revision

from .decoding import Garbled, decode, read_bytes
from .file_problem import Problem, at_key
from .files import LISTS, NOTES, question_files, slug_of
from .merge_base import has_own_edits

FIRST_LINE = re.compile(r"\A(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*title[ \t]*=[^\n]*")
PLAIN = re.compile(r"""=[ \t]*(?:"([^"\\]+)"|'([^']+)')[ \t]*(?:#.*)?\Z""")  # quick to read
ADVICE = "Give each question a title of its own."


def repeated_titles(paths: Iterable[Path]) -> Iterator[Problem]:
    """A problem for each of these files that shares its title with another file of its bank."""
    banks: dict[Path, dict[str, list[Path]]] = {}
    for path in paths:
        own, folder = path.resolve(), path.resolve().parents[1]
        if own.name in (*LISTS, NOTES) or not (text := _read(own)):
            continue
        if folder not in banks:
            banks[folder] = _by_title(folder)
        same = banks[folder].get(same_title(title_in(text)), ())
        if others := [slug_of(other) for other in same if other != own]:
            yield repeated(str(path), text, others)


def title_problems(
    session: Session, text: str, *, place: str, bank: str, own: int | None
) -> list[Problem]:
    """Why a question of the bank can't have this text in use: another one there has its title."""
    same = [row for row in entitled(session, title_in(text), bank) if row.id != own]
    return [repeated(place, text, [row.slug for row in same])] if same else []


def entitled(session: Session, title: str, bank: str) -> list[Question]:
    """The published questions of the bank with this title, except those whose file is gone."""
    if not title:
        return []
    alike = select(Question).where(
        Question.bank == bank,
        Question.stage == PUBLISHED,
        Question.title.ilike(_pattern(title), escape="\\"),
    )
    found = session.scalars(alike.order_by(Question.slug))
    return [row for row in found if same_title(row.title) == same_title(title) and not row.is_gone]


def given_in_browser(
    session: Session, text: str, place: str, bank: str, own: int | None
) -> list[Problem]:
    """The same of a file: a title counts that was given in the browser, where no file says so."""
    same = [
        row for row in entitled(session, title_in(text), bank)
        if row.id != own
        and (not row.file_digest or has_own_edits(row, latest_revision(session, row.id)))
    ]  # fmt: skip
    return [repeated(place, text, [row.slug for row in same])] if same else []


def title_in(text: str) -> str:
    """The title that a question file gives, "" if it gives none; most begin with it."""
    first = FIRST_LINE.match(text)
    line = first.group() if first else ""
    if plain := PLAIN.search(line):
        return str(plain[1] or plain[2])
    for piece in (line, text):
        try:
            if isinstance(title := tomllib.loads(piece).get("title"), str):
                return title
        except (tomllib.TOMLDecodeError, RecursionError):
            continue
    return ""


def same_title(title: str) -> str:
    """What two titles share that people would take for one."""
    return " ".join(unicodedata.normalize("NFC", title).lower().split())


def repeated(place: str, text: str, others: list[str]) -> Problem:
    """The problem of a text whose title others have too."""
    what = f"The title {title_in(text)!r} is also that of {' and '.join(others)}."
    if first := FIRST_LINE.match(text):
        return Problem(place, first.group().count("\n") + 1, what, ADVICE, ("title",))
    return at_key(place, text, ("title",), what, ADVICE)


def _pattern(title: str) -> str:
    """A pattern that every title matches which may be the same; databases fold only ASCII."""
    plain = re.sub(r"([%_\\])", r"\\\1", unicodedata.normalize("NFC", title).strip())
    return re.sub(r"[^\x21-\x7e]+", "%", f" {plain} ")


def _by_title(folder: Path) -> dict[str, list[Path]]:
    found = defaultdict(list)
    for path in question_files(folder).values():
        if title := title_in(_read(path)):
            found[same_title(title)].append(path)
    return found


def _read(path: Path) -> str:
    try:
        return decode(read_bytes(path))
    except Garbled:
        return ""
