"""Exports everything of one learner: JSON for programs, or CSV in a ZIP for spreadsheets.

Rows are streamed, so that a long log needs no more memory than a short one. The JSON is exact; in
the CSV, text that a spreadsheet would take for a formula begins with an apostrophe. The same rows
at the same `now` give the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, select
from sqlalchemy.orm import Session

from quizapp.accounts.ownership import HANGING, KEYED, LINKS, LISTS, WAYS_IN, belongs
from quizapp.models import Learner, Question, Revision

VERSION = 1
SECRET = {"learner_id", "digest", "password_hash"}  # useless to the reader, or too useful
AT_ONCE = 200  # rows
BLOCK = 64 * 1024  # characters or bytes
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True)
class Sheet:
    """One table of the export: its name and the query behind it."""

    name: str
    query: Select[Any]

    @property
    def columns(self) -> list[str]:
        return [str(column.key) for column in self.query.selected_columns]

    def rows(self, session: Session) -> Iterator[Any]:
        """The rows, each with its values in the order of `columns`."""
        yield from session.execute(self.query.execution_options(yield_per=AT_ONCE))


def sheets(learner: Learner) -> list[Sheet]:
    """The account, then every table that a learner owns, then the texts they wrote for the bank."""
    owned = (*LISTS, *KEYED, *WAYS_IN)
    account, revisions = Learner.__table__, Revision.__table__
    return [
        Sheet("account", _query(account, account.c.id, learner)),
        *(Sheet(table.name, _query(table, LINKS[table], learner)) for table in owned),
        *(Sheet(table.name, _hanging(table, learner)) for table in HANGING),
        Sheet("revisions", _query(revisions, revisions.c.author_id, learner)),
    ]


def as_json(session: Session, learner: Learner, *, now: datetime) -> Iterator[str]:
    """The whole document in blocks of text."""
    return _blocks(_json(session, learner, now))


def as_csv(session: Session, learner: Learner, *, now: datetime) -> Iterator[bytes]:
    """A ZIP archive with a CSV file (RFC 4180) for each table, in blocks of bytes.

    UTF-8 with a byte order mark, without which Excel guesses the encoding.
    """
    return _blocks(_csv(session, learner, now))


def _query(table: Any, owner: Any, learner: Learner) -> Select[Any]:
    """The learner's rows in a table; questions are named by slug, title and revision number."""
    columns: list[ColumnElement[Any]] = []
    for column in table.columns:
        if column.key in ("revision_id", "question_id"):
            columns.append(Question.__table__.c.slug.label("question"))
            columns.append(Question.__table__.c.title)
        if column.key == "revision_id":
            columns.append(Revision.__table__.c.number.label("revision"))
        elif column.key not in {*SECRET, owner.key, "question_id"}:
            columns.append(column)
    query = select(*columns).select_from(_joined(table)).where(owner == learner.id)
    return query.order_by(*table.primary_key.columns)


def _hanging(table: Any, learner: Learner) -> Select[Any]:
    """The rows of a table that depend on rows of the learner."""
    columns = [column for column in table.columns if column.key not in SECRET]
    return select(*columns).where(belongs(table, learner)).order_by(*table.primary_key.columns)


def _joined(table: Table) -> Any:
    revisions, questions = Revision.__table__, Question.__table__
    if "revision_id" in table.c:
        whole = table.join(revisions, table.c.revision_id == revisions.c.id)
        return whole.join(questions, revisions.c.question_id == questions.c.id)
    if "question_id" in table.c:
        return table.join(questions, table.c.question_id == questions.c.id)
    return table


def _json(session: Session, learner: Learner, now: datetime) -> Iterator[str]:
    head = {"format": "quizapp", "version": VERSION, "exported_at": now}
    account, *others = sheets(learner)
    yield f"{_text(head)[:-1]},\n"
    (known,) = account.rows(session)
    yield f'"account": {_text(dict(zip(account.columns, known, strict=True)))}'
    for sheet in others:
        yield f',\n"{sheet.name}": ['
        columns = sheet.columns
        for number, row in enumerate(sheet.rows(session)):
            yield (",\n" if number else "\n") + _text(dict(zip(columns, row, strict=True)))
        yield "]"
    yield "}\n"


def _csv(session: Session, learner: Learner, now: datetime) -> Iterator[bytes]:
    pipe: Any = _Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        for sheet in sheets(learner):
            entry = zipfile.ZipInfo(f"{sheet.name}.csv", now.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            with (
                archive.open(entry, "w") as raw,
                io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text,
            ):
                writer = csv.writer(text)
                writer.writerow(sheet.columns)
                for row in sheet.rows(session):
                    writer.writerow(map(cell, row))
                    yield pipe.take()
    yield pipe.take()


def table_as_csv(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """A table as CSV that is safe in a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(map(cell, row) for row in rows)
    return text.getvalue()


def cell(value: Any) -> str | int | float | None:
    """A value that is safe in a spreadsheet."""
    if isinstance(value, int | float) or value is None:
        return value
    text = value if isinstance(value, str) else _text(value).strip('"')
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_moment)


def _moment(value: date) -> str:
    return value.isoformat()


def _blocks(pieces: Iterable[Any]) -> Iterator[Any]:
    """The pieces, joined into blocks large enough to send."""
    waiting, size = [], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= BLOCK:
            yield piece[:0].join(waiting)
            waiting, size = [], 0
    if waiting:
        yield waiting[0][:0].join(waiting)


class _Pipe:
    """A file to write into, whose bytes can be taken out again."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._written.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        taken, self._written = b"".join(self._written), []
        return taken
