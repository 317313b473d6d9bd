"""Writes a bank as a folder of files: complete, always the same bytes, and never over newer work.

Exported into an empty folder, synced from there into a new database and exported again, it gives
the same files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import Question, Revision, Skill, latest_revision

from .decoding import Garbled, decode, read_bytes
from .files import MOVED, RETIRED, SETS, SKILLS, file_digest
from .folder_lists import moved_text, read_moved, retired_text
from .formats import toml
from .images import images_of
from .report import SyncReport


@dataclass(frozen=True)
class FilePage:
    """A file to write, and whether that would lose what is only in the file."""

    path: Path
    data: bytes
    loses: bool = False


@dataclass(frozen=True)
class Export:
    """The files of an export that differ from those in the folder."""

    new: tuple[FilePage, ...]
    questions: tuple[Question, ...]

    @property
    def losing(self) -> tuple[FilePage, ...]:
        return tuple(page for page in self.new if page.loses)


def pages_of(
    session: Session, folder: Path, rows: Iterable[Question], source: Path | None = None
) -> Export:
    """The files of these questions; with `source`, the bank's folder, also all that is beside."""
    rows = list(rows)
    texts = {f"{row.slug}.toml": _text(session, row, source) for row in rows}
    images = {
        f"{slug.partition('/')[0]}/{name}": data
        for slug, text in texts.items()
        for name, data in images_of(session, text).items()
    }
    if source:
        texts = _beside(session, rows, source) | texts
    known = {f"{row.slug}.toml": row for row in rows}
    pages = []
    for name, data in ({name: text.encode() for name, text in texts.items()} | images).items():
        path = folder / name
        there = path.read_bytes() if path.is_file() else None
        if data != (there or b""):
            safe = not (there or b"").strip() or name in images
            safe = safe or _is_kept(session, known.get(name), there or b"")
            pages.append(FilePage(path, data, not safe))
    return Export(tuple(pages), tuple(rows))


def write_pages(pages: Iterable[FilePage]) -> None:
    """Write the files; one without content is removed."""
    for page in pages:
        page.path.parent.mkdir(parents=True, exist_ok=True)
        if page.data:
            page.path.write_bytes(page.data)
        else:
            page.path.unlink(missing_ok=True)


def is_level_with_files(session: Session, rows: Iterable[Question], folder: Path) -> None:
    """Note that the files of the bank's own folder now equal the revisions in use."""
    for row in rows:
        path, latest = folder / f"{row.slug}.toml", latest_revision(session, row.id)
        if latest and path.is_file() and _digest(path.read_bytes()) == latest.digest:
            row.file_digest, row.file_number = file_digest(path.read_bytes()), latest.number
            row.file_retired = row.retired_at is not None


def write_kept(session: Session, folder: Path, report: SyncReport) -> None:
    """Write the revisions that won over their files, after the sync is committed."""
    for row in session.scalars(select(Question).where(Question.slug.in_(report.kept))):
        if latest := latest_revision(session, row.id):
            write_pages([FilePage(folder / f"{row.slug}.toml", latest.text.encode())])


def _text(session: Session, row: Question, source: Path | None) -> str:
    """The text in use, or the file's, which may have newer comments, if both say the same."""
    latest = latest_revision(session, row.id)
    if latest is None:
        return ""
    try:
        text = decode(read_bytes(source / f"{row.slug}.toml")) if source else ""
    except Garbled:
        text = ""
    return text if text and _digest(text.encode()) == latest.digest else latest.text


def _beside(session: Session, rows: list[Question], source: Path) -> dict[str, str]:
    """Topics, retirement, former names, sets and notes."""
    retired = [row.slug for row in rows if row.retired_at]
    texts = {SKILLS: _topics(session, rows, source), RETIRED: retired_text(retired)}
    texts[MOVED] = moved_text(read_moved(source))
    for path in (source / SETS, *sorted(source.glob("*/notes.md"))):
        if path.is_file():
            texts[path.relative_to(source).as_posix()] = path.read_text(encoding="utf-8-sig")
    return texts


def _topics(session: Session, rows: list[Question], source: Path) -> str:
    """The text of skills.toml: the file in the bank's folder, if the database says the same."""
    used, bank = {row.skill_slug for row in rows}, rows[0].bank if rows else ""
    topics = {
        skill.slug: {"title": skill.title, "summary": skill.summary, "requires": skill.requires}
        for skill in session.scalars(select(Skill).order_by(Skill.position))
        if skill.bank == bank or skill.slug in used
    }
    try:
        text = decode(read_bytes(source / SKILLS))
        there: Mapping[str, Any] = toml.read(text)
    except (Garbled, ValueError):
        return toml.write(topics)
    same = list(there.items()) == list(topics.items())
    return text if same else toml.write(topics)


def _is_kept(session: Session, row: Question | None, data: bytes) -> bool:
    """Whether some revision of the question says the same as the file."""
    if row is None:
        return False
    query = select(Revision.id).where(
        Revision.question_id == row.id, Revision.digest == _digest(data)
    )
    return session.scalar(query.limit(1)) is not None


def _digest(data: bytes) -> str:
    try:
        return toml.digest(toml.read(decode(data)))
    except (Garbled, ValueError):
        return ""
