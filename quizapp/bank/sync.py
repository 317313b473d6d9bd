"""Imports question files into the database, without parsing unchanged ones.

A file never replaces an instructor's edit, but is reported as a conflict. A broken file is reported
and skipped, and the last good text stays in use.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.models import FormerName, Question, Revision, Skill, latest_revision
from quizapp.storage import resources

from .acts import record
from .checked import known_good
from .decoding import Garbled, decode, read_bytes
from .file_problem import Problem, garbled
from .files import (
    SKILLS,
    file_digest,
    name_problems,
    place_problems,
    question_files,
    read_skills,
    stray_files,
)
from .formats import toml
from .load import read_question
from .report import SyncReport
from .skills import skill_problems


def take_in(session: Session, folder: Path, *, now: datetime) -> SyncReport:
    """Import and commit what is new or changed in the folder, as every start does.

    Retires nothing, because questions may also have come from another folder.
    """
    try:
        report = sync(session, folder, now=now, retire=False)
        session.commit()
    except IntegrityError:  # another process has just imported the same files
        session.rollback()
        report = sync(session, folder, now=now, retire=False)
        session.commit()
    return report


def sync(session: Session, folder: Path, *, now: datetime, retire: bool = True) -> SyncReport:
    """Make the bank match the folder; the caller commits. Repeating it changes nothing."""
    work = _Sync(session, now)
    if (folder / SKILLS).is_file():
        work.skills(folder)
        work.questions(folder, retire)
        session.flush()
        if counts := work.report.counts():
            record(session, "sync", by=None, now=now, **counts)
    else:  # an empty or wrong folder must not retire the whole bank
        advice = "Name the folder that holds the question files."
        work.problem(folder, f"It has no {SKILLS}.", advice)
    return work.report


@dataclass
class _Sync:
    session: Session
    now: datetime
    report: SyncReport = field(default_factory=SyncReport)

    def problem(self, path: Path, what: str, advice: str) -> None:
        self.report.problems.append(Problem(str(path), None, what, advice))

    def skills(self, folder: Path) -> None:
        rows = {row.slug: row for row in self.session.scalars(select(Skill))}
        told = {slug: (row.title, row.summary) for slug, row in rows.items()}
        if problems := skill_problems(folder / SKILLS, told):
            self.report.problems += problems
            return
        listed = read_skills(folder)
        for position, (slug, entry) in enumerate(listed.items()):
            row = rows.get(slug) or Skill(slug=slug)
            row.title, row.summary = entry["title"], entry["summary"]
            row.requires, row.position = entry["requires"], position
            self.session.add(row)
        used = set(self.session.scalars(select(Question.skill_slug)))
        for slug in rows.keys() - listed.keys() - used:
            self.session.delete(rows[slug])
        self.session.flush()

    def questions(self, folder: Path, retire: bool) -> None:
        rows = {row.slug: row for row in self.session.scalars(select(Question))}
        former = {one.slug: one.question for one in self.session.scalars(select(FormerName))}
        rows = former | rows  # a file may still have the name that its question had
        known_skills = set(self.session.scalars(select(Skill.slug)))
        files = question_files(folder)
        for slug, path in files.items():
            try:
                data = read_bytes(path)
            except Garbled as error:
                self.report.problems.append(garbled(str(path), error))
                continue
            if slug in rows and rows[slug].file_digest == file_digest(data):
                continue
            if unnamed := name_problems(path):
                self.report.problems += unnamed
            elif path.parent.name not in known_skills:
                what = f"There is no skill {path.parent.name!r}."
                self.problem(path, what, f"Add it to {SKILLS}, or move the file.")
            elif text := self.good_text(path, data):
                row = rows.get(slug) or Question(slug=slug, skill_slug=path.parent.name)
                if self.take(row, path, text):
                    row.file_digest = file_digest(data)
        for path in stray_files(folder):
            self.report.problems += place_problems(path)
        present = {rows[slug].id for slug in files if slug in rows}
        for row in dict.fromkeys(rows.values()):
            if retire and row.file_digest is not None and row.id not in present:
                self.miss(row)

    def good_text(self, path: Path, data: bytes) -> str | None:
        """The file's text if it passes the check; otherwise None, after noting its problems.

        Proving many variants of a template is left to `bank check`, which has more time. A file
        that came with the program was checked before.
        """
        try:
            text = decode(data)
        except Garbled as error:
            self.report.problems.append(garbled(str(path), error))
            return None
        if file_digest(data) in known_good(resources.questions()):
            return text
        from .check import check_text  # imports the Markdown reader, which is often not needed

        if not (problems := check_text(text, str(path), proven=0)):
            return text
        first, *others = problems
        more = f" `quizapp bank check` shows {len(others)} more." if others else ""
        self.report.problems.append(replace(first, advice=f"{first.advice}{more}".lstrip()))
        return None

    def take(self, row: Question, path: Path, text: str) -> bool:
        """Make this text the question's new revision, unless it says the same as the latest."""
        latest = latest_revision(self.session, row.id) if row.id else None
        content = toml.digest(toml.read(text))
        is_news = latest is None or latest.digest != content
        if is_news and latest and latest.author:
            what = f"Revision {latest.number}, edited by {latest.author.name}, is different."
            advice = "The edit stays in use. Export it over the file, or edit it to match."
            self.report.conflicts.append(Problem(str(path), None, what, advice))
            return False
        if latest is None:
            self.report.new.append(row.slug)
        elif row.retired_at and row.retired_by_id is None:
            row.retired_at = None
            self.report.returned.append(row.slug)
        elif is_news:
            self.report.changed.append(row.slug)
        if is_news:
            question = read_question(text)
            row.title, row.type, row.level = question.title, question.type, question.level
            number = latest.number + 1 if latest else 1
            self.session.add(
                Revision(
                    question=row, number=number, text=text, digest=content, created_at=self.now
                )
            )
        return True

    def miss(self, row: Question) -> None:
        """The question's file is gone, so retire it, unless an instructor has edited it."""
        row.file_digest = None
        latest = latest_revision(self.session, row.id)
        if not (row.retired_at or (latest and latest.author_id)):
            row.retired_at, row.retired_by_id = self.now, None
            self.report.retired.append(row.slug)
