"""Imports question files into the database, without parsing unchanged ones.

A file that descends from the revision in use replaces it. If both changed, the clash is reported
and nothing is replaced. A broken file is reported and skipped, and the last good text stays in use.
Each bank retires only its own questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.models import FormerName, Question, Revision, Skill, latest_revision
from quizapp.storage import resources
from quizapp.storage.banks import SHIPPED

from .acts import record
from .answered import type_problems
from .checked import known_good
from .decoding import Garbled, decode, read_bytes
from .file_problem import Problem, garbled
from .files import (
    MOVED,
    RETIRED,
    SKILLS,
    file_digest,
    name_problems,
    no_topics,
    place_problems,
    question_files,
    read_skills,
    stray_files,
)
from .folder_lists import list_problems, read_moved, read_retired
from .formats import toml
from .images import beside, stored, take_images
from .load import read_question
from .merge_base import Side, clash, equalled, has_own_edits
from .missing_files import keep, miss
from .naming import give_name
from .placeholders import placeholder_problems
from .renamed_files import files_renamed
from .report import SyncReport
from .skills import skill_problems
from .titles import given_in_browser, repeated_titles
from .topics_of_banks import is_held, take_topics


def take_in(session: Session, folder: Path, *, now: datetime, bank: str = SHIPPED) -> SyncReport:
    """Import and commit what is new or changed in the folder, as every start does.

    Retires nothing for want of a file, because that needs somebody who was asked.
    """
    try:
        report = sync(session, folder, now=now, bank=bank, retire=False)
        session.commit()
    except IntegrityError:  # another process has just imported the same files
        session.rollback()
        report = sync(session, folder, now=now, bank=bank, retire=False)
        session.commit()
    return report


def sync(
    session: Session,
    folder: Path,
    *,
    now: datetime,
    bank: str = SHIPPED,
    retire: bool = True,
    settle: Mapping[str, Side] | None = None,
) -> SyncReport:
    """Make the bank match the folder; the caller commits. Repeating it changes nothing.

    `settle` says which side wins where a question and its file both changed; others stay as they
    are. The caller writes the files of those in `kept`.
    """
    work = _Sync(session, folder, now, bank, settle or {})
    if (folder / SKILLS).is_file():
        work.skills(folder)
        work.questions(folder, retire)
        session.flush()
        if counts := work.report.counts():
            record(session, "sync", by=None, now=now, **counts)
    else:  # an empty or wrong folder must not retire the whole bank
        work.report.problems.append(no_topics(str(folder), folder))
    return work.report


@dataclass
class _Sync:
    session: Session
    folder: Path
    now: datetime
    bank: str
    settle: Mapping[str, Side]
    report: SyncReport = field(default_factory=SyncReport)

    def problem(self, path: Path, what: str, advice: str) -> None:
        self.report.problems.append(Problem(str(path), None, what, advice))

    def skills(self, folder: Path) -> None:
        rows = {row.slug: row for row in self.session.scalars(select(Skill))}
        told = {slug: (row.title, row.summary) for slug, row in rows.items()}
        if problems := skill_problems(folder / SKILLS, told):
            self.report.problems += problems
            return
        take_topics(self.session, rows, read_skills(folder), self.bank)

    def questions(self, folder: Path, retire: bool) -> None:
        rows = {row.slug: row for row in self.session.scalars(select(Question))}
        former = {one.slug: one.question for one in self.session.scalars(select(FormerName))}
        rows = former | rows  # a file may still have the name that its question had
        known_skills = set(self.session.scalars(select(Skill.slug)))
        files = question_files(folder)
        for name in (RETIRED, MOVED):
            self.report.problems += list_problems(folder / name)
        retired = set(read_retired(folder))
        present = {rows[slug].id for slug in files if slug in rows}
        gone = {
            row.slug: row for row in rows.values()
            if row.file_digest and row.bank == self.bank and row.id not in present
        }  # fmt: skip
        fresh = {slug: path for slug, path in files.items() if slug not in rows}
        for old, new in files_renamed(self.session, gone, fresh, read_moved(folder)).items():
            if new.partition("/")[0] in known_skills:
                rows[new] = give_name(self.session, gone.pop(old), new)
                self.report.moved.append(new)
        for slug, path in files.items():
            try:
                data = read_bytes(path)
            except Garbled as error:
                self.report.problems.append(garbled(str(path), error))
                continue
            row, is_listed = rows.get(slug), slug in retired
            was = row and (row.file_digest, row.file_retired, row.bank)
            if was == (file_digest(data), is_listed, self.bank):
                continue
            if unnamed := name_problems(path):
                self.report.problems += unnamed
            elif path.parent.name not in known_skills:
                what = f"There is no skill {path.parent.name!r}."
                self.problem(path, what, f"Add it to {SKILLS}, or move the file.")
            elif row and row.bank != self.bank and is_held(row):
                what = f"{slug} is a question of the bank {row.bank}."
                self.problem(path, what, "Give this file another name.")
            elif text := self.good_text(path, data, row):
                row = row or Question(slug=slug, skill_slug=path.parent.name)
                row.bank = self.bank
                if self.take(row, path, text):
                    take_images(self.session, text, path.parent)
                    if row.slug not in self.report.kept:
                        row.file_digest = file_digest(data)
                    self.retire_as_listed(row, is_listed)
        for path in stray_files(folder):
            self.report.problems += place_problems(path)
        if retire:
            for row in gone.values():
                miss(self.session, row, folder, self.settle.get(row.slug), self.report, self.now)

    def retire_as_listed(self, row: Question, is_listed: bool) -> None:
        """Follow the list of retired questions where it changed."""
        if is_listed and not row.file_retired and not row.retired_at:
            row.retired_at, row.retired_by_id = self.now, None
            self.report.retired.append(row.slug)
        elif row.retired_at and row.retired_by_id is None and not is_listed:
            row.retired_at = None
            self.report.returned.append(row.slug)
        row.file_retired = is_listed

    def good_text(self, path: Path, data: bytes, row: Question | None) -> str | None:
        """The file's text if it passes the check; otherwise None, after noting its problems.

        `bank check` proves many variants. A file that came with the program was checked before.
        """
        try:
            text = decode(data)
        except Garbled as error:
            self.report.problems.append(garbled(str(path), error))
            return None
        if file_digest(data) in known_good(resources.questions()):
            return text
        from .check import check_text  # imports the Markdown reader, which is often not needed

        look = beside(path.parent, stored(self.session))
        place, own = str(path), row.id if row else None
        found = [*check_text(text, place, 0, look), *placeholder_problems(place, text)]
        found = found or self.repeated.get(path, [])
        if not (found := found or given_in_browser(self.session, text, place, self.bank, own)):
            return text
        first, *others = found
        more = f" `quizapp bank check` shows {len(others)} more." if others else ""
        self.report.problems.append(replace(first, advice=f"{first.advice}{more}".lstrip()))
        return None

    @cached_property
    def repeated(self) -> dict[Path, list[Problem]]:
        """What is wrong with files that share a title; all are read, but only if one is new."""
        files = question_files(self.folder).values()
        return {Path(one.path): [one] for one in repeated_titles(files)}

    def take(self, row: Question, path: Path, text: str) -> bool:
        """Make this text the question's new revision if it is news; False if that must wait."""
        latest = latest_revision(self.session, row.id) if row.id else None
        content = toml.digest(toml.read(text))
        if number := equalled(self.session, row, content):
            row.file_number = number
            return True
        if fixed := type_problems(self.session, row, text, str(path)):
            self.report.problems += fixed
            return False
        if latest is None:
            self.report.new.append(row.slug)
        elif has_own_edits(row, latest):
            side = self.settle.get(row.slug)
            if side is None:
                self.report.conflicts.append(clash(str(path), row, latest, text))
                return False
            if side is Side.OURS:
                keep(row, latest, self.report)
                return True
            self.report.replaced.append(row.slug)
        else:
            self.report.changed.append(row.slug)
        question = read_question(text)
        row.title, row.type, row.level = question.title, question.type, question.level
        row.file_number = latest.number + 1 if latest else 1
        self.session.add(
            Revision(
                question=row, number=row.file_number, text=text, digest=content,
                created_at=self.now,
            )
        )  # fmt: skip
        return True
