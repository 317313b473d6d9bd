"""How the files of a bank and the database differ, question by question."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import Question, latest_revision

from .decoding import Garbled, decode, read_bytes
from .files import question_files
from .formats import toml
from .merge_base import equalled, has_own_edits


@dataclass(frozen=True)
class Departure:
    """A question whose file and text in use differ: which side changed, and the lines."""

    slug: str
    what: str
    lines: tuple[str, ...]


def departures(session: Session, folder: Path, bank: str) -> Iterator[Departure]:
    """The questions that differ, in the order of their names."""
    rows = {
        row.slug: row
        for row in session.scalars(select(Question).where(Question.bank == bank))
        if not row.is_gone
    }
    files = question_files(folder)
    for slug in sorted(rows.keys() | files.keys()):
        try:
            text = decode(read_bytes(files[slug])) if slug in files else ""
            content = toml.digest(toml.read(text))
        except Garbled as error:
            yield Departure(slug, f"The file can't be read: {error.what}", ())
            continue
        except ValueError:
            content = ""  # broken, but the lines can be compared
        row = rows.get(slug)
        latest = latest_revision(session, row.id) if row else None
        if row is None or latest is None:
            yield Departure(slug, "Only the file exists.", _lines("", text))
        elif not text:
            yield Departure(slug, "Only the database has it.", _lines(latest.text, ""))
        elif latest.digest != content:
            if equalled(session, row, content):
                what = "It was edited in the browser."
            elif has_own_edits(row, latest):
                what = "It was edited in the browser, and its file as well."
            else:
                what = "Its file was edited."
            yield Departure(slug, what, _lines(latest.text, text))


def _lines(database: str, file: str) -> tuple[str, ...]:
    both = database.splitlines(), file.splitlines()
    return tuple(difflib.unified_diff(*both, "database", "file", lineterm=""))
