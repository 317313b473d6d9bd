"""What keeps a text from learners: the same for files, for publishing and for later edits."""

from __future__ import annotations

from sqlalchemy.orm import Session

from quizapp.models import PUBLISHED, Question, latest_revision

from .file_problem import Problem
from .placeholders import placeholder_problems
from .titles import title_problems


def publish_problems(
    session: Session, text: str, *, place: str, bank: str, own: int | None = None
) -> list[Problem]:
    """Why learners can't be asked this text in that bank; `own` is the question's number."""
    taken = title_problems(session, text, place=place, bank=bank, own=own)
    return [*taken, *placeholder_problems(place, text)]


def worsened(session: Session, question: Question, text: str, place: str) -> list[Problem]:
    """Why this can't be the next text of a published question: the one in use has no such fault.

    Faults that learners see already need not be mended to mend something else.
    """
    if question.stage != PUBLISHED:
        return []
    found = publish_problems(session, text, place=place, bank=question.bank, own=question.id)
    latest = latest_revision(session, question.id) if found else None
    if latest is None:
        return found
    seen = publish_problems(session, latest.text, place=place, bank=question.bank, own=question.id)
    return [one for one in found if not any(_covers(other, one) for other in seen)]


def _covers(seen: Problem, found: Problem) -> bool:
    """Whether a fault is part of one that was there already, such as a mistake of the answer."""
    old, new = seen.where or (), found.where or ()
    return seen.what == found.what if old == new else new[: len(old)] == old
