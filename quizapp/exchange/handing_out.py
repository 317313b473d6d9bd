"""Questions of the bank as a file of another program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from engine import BadQuestion
from quizapp.bank.images import images_of
from quizapp.bank.load import read_question
from quizapp.models import Question, latest_revision

from .formats import FileFormat
from .going_out import items_of
from .item import FileOut, FileRefused, ForeignQuestion, NotCarried


def hand_out(
    session: Session, rows: Iterable[Question], into: FileFormat, variants: int = 1
) -> FileOut:
    """The file, and what it could not carry; templates go out as so many variants each."""
    found: list[ForeignQuestion] = []
    lost: list[NotCarried] = []
    for row in rows:
        latest = latest_revision(session, row.id)
        if latest is None:
            continue
        images = images_of(session, latest.text)
        try:
            for item in items_of(row.slug, read_question(latest.text), variants):
                found.append(replace(item, images=images))
        except BadQuestion as error:
            lost.append(NotCarried(row.title, str(error)))
    out = into.write(found)
    is_empty = _is_empty(into, found, out)
    return replace(out, lost=(*lost, *out.lost), is_empty=is_empty)


def _is_empty(into: FileFormat, items: list[ForeignQuestion], out: FileOut) -> bool:
    """Whether not one of the items is in the file; most were lost only in part."""
    if not {item.title for item in items} <= {one.title for one in out.lost}:
        return False
    try:
        return not any(isinstance(one, ForeignQuestion) for one in into.read(out.data))
    except FileRefused:
        return True


def nothing_fits(into: FileFormat) -> str:
    """What to say instead of handing out an empty file."""
    return f"{into.label} can carry none of these questions. Choose another format."


def by_reason(lost: Iterable[NotCarried]) -> dict[str, list[str]]:
    """Why questions were not carried, or not whole, with the titles of those questions."""
    found: dict[str, list[str]] = {}
    for one in lost:
        titles = found.setdefault(one.why, [])
        if one.title not in titles:
            titles.append(one.title)
    return found


def file_name(into: FileFormat, today: date) -> str:
    """What to call the file."""
    return f"quizapp-{today:%Y-%m-%d}{into.suffix}"
