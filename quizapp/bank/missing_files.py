"""What a sync does about a question whose file is gone, and about one that keeps its revision."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from quizapp.models import Question, Revision, latest_revision

from .files import file_digest
from .merge_base import Side, clash, has_own_edits
from .report import SyncReport


def miss(
    session: Session, row: Question, folder: Path, side: Side | None, report: SyncReport,
    now: datetime,
) -> None:  # fmt: skip
    """Retire the question, unless it was edited in the browser since: then somebody decides."""
    latest = latest_revision(session, row.id)
    is_edited = latest and not row.retired_at and has_own_edits(row, latest)
    if latest and is_edited and side is None:
        report.conflicts.append(clash(str(folder / f"{row.slug}.toml"), row, latest))
    elif latest and is_edited and side is Side.OURS:
        keep(row, latest, report)
    else:
        row.file_digest = None
        if not row.retired_at:
            row.retired_at, row.retired_by_id = now, None
            report.retired.append(row.slug)


def keep(row: Question, latest: Revision, report: SyncReport) -> None:
    """Let the revision win over the file, which the caller writes."""
    row.file_digest, row.file_number = file_digest(latest.text.encode()), latest.number
    report.kept.append(row.slug)
