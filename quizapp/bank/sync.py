"""Bring question files into the database. What did not change is not even parsed.

A file makes a new revision only on top of revisions from files: an instructor's edit is never
covered, the conflict is told. One broken file is told and skipped; the last good text stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.models import Question, Revision, Skill, latest_revision

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
    """What every start does: commit what is new or changed in the folder, but retire nothing.

    Questions may have been brought in from another folder as well, which is not at hand here.
    """
    try:
        report = sync(session, folder, now=now, retire=False)
        session.commit()
    except IntegrityError:  # another start was taking the same files in, and was quicker
        session.rollback()
        report = sync(session, folder, now=now, retire=False)
        session.commit()
    return report


def sync(session: Session, folder: Path, *, now: datetime, retire: bool = True) -> SyncReport:
    """Make the bank what the folder says; doing it again changes nothing. The caller commits."""
    work = _Sync(session, now)
    if (folder / SKILLS).is_file():
        work.skills(folder)
        work.questions(folder, retire)
        session.flush()
    else:  # an empty or wrong folder must not retire the whole bank
        advice = "Give the folder that holds the question files."
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
        for slug, row in rows.items():
            if retire and row.file_digest is not None and slug not in files:
                self.miss(row)

    def good_text(self, path: Path, data: bytes) -> str | None:
        """The text of a file that the check has nothing against; otherwise its problems are noted.

        Only the many variants of a template are left to `bank check`, which has more time.
        """
        from .check import check_text  # the Markdown reader, which an unchanged bank does not need

        try:
            text = decode(data)
        except Garbled as error:
            self.report.problems.append(garbled(str(path), error))
            return None
        if not (problems := check_text(text, str(path), proven=0)):
            return text
        first, *others = problems
        more = f" `quizapp bank check` tells {len(others)} more." if others else ""
        self.report.problems.append(replace(first, advice=f"{first.advice}{more}".lstrip()))
        return None

    def take(self, row: Question, path: Path, text: str) -> bool:
        """Make that text the question's, unless it says what the latest revision says."""
        latest = latest_revision(self.session, row.id) if row.id else None
        content = toml.digest(toml.read(text))
        is_news = latest is None or latest.digest != content
        if is_news and latest and latest.author:
            what = f"Revision {latest.number}, edited by {latest.author.name}, says otherwise."
            advice = "The edit stays in use. Export it over the file, or edit it to say the same."
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
        """The question's file is gone: retire it, unless an instructor made it theirs."""
        row.file_digest = None
        latest = latest_revision(self.session, row.id)
        if not (row.retired_at or (latest and latest.author_id)):
            row.retired_at, row.retired_by_id = self.now, None
            self.report.retired.append(row.slug)
