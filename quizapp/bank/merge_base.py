"""How a question's file and its revisions descend from each other, as in a merge.

The base is the revision that the file last equalled. A file that changed since then goes forward if
nobody edited the question in the browser; if somebody did, both sides changed and a person decides.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.models import Question, Revision

from .columns import in_columns
from .file_problem import Problem


class Side(Enum):
    """Which side wins a clash: the text in the database, or the file's."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Clash(Problem):
    """A question that was edited in the browser and in its file since the two were equal."""

    slug: str = ""
    ours: str = ""
    theirs: str = ""  # none if the file is gone

    def columns(self, width: int, mark: Callable[[str], str] = str) -> list[str]:
        """Both sides beside each other where they differ; nothing if there is only one."""
        if not self.theirs:
            return []
        return [*in_columns(self.ours, self.theirs, ("database", "file"), width, mark)]


def equalled(session: Session, row: Question, digest: str) -> int | None:
    """The newest revision with this content that is not older than the base."""
    if row.id is None:
        return None
    query = select(func.max(Revision.number)).where(
        Revision.question_id == row.id,
        Revision.digest == digest,
        Revision.number >= (row.file_number or 0),
    )
    return session.scalar(query)


def has_own_edits(row: Question, latest: Revision | None) -> bool:
    """Whether the database went on after it last equalled the file."""
    if latest is None:
        return False
    return latest.number > row.file_number if row.file_number else latest.author_id is not None


def clash(path: str, row: Question, latest: Revision, theirs: str = "") -> Clash:
    """Both sides of a question that changed on both, or whose file is gone."""
    who = latest.author.name if latest.author else "a changed file"
    what = f"The file and revision {latest.number} by {who} both changed."
    advice = (
        "The revision stays in use. Put the two together with --edit, or choose: "
        "--ours keeps the revision, --theirs takes the file."
    )
    if not theirs:
        what = f"The file is gone, but revision {latest.number} by {who} changed the question."
        advice = "It stays in use. --ours keeps it and writes the file, --theirs retires it."
    return Clash(path, None, what, advice, slug=row.slug, ours=latest.text, theirs=theirs)


def side_by_side(found: Clash) -> str:
    """One text of both sides, with marks where they differ, for an editor."""
    ours, theirs = found.ours.splitlines(), found.theirs.splitlines()
    lines: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, False).get_opcodes():
        if tag == "equal":
            lines += ours[a:b]
        else:
            lines += ["<<<<<<< database", *ours[a:b], "=======", *theirs[c:d], ">>>>>>> file"]
    return "\n".join(lines) + "\n"
