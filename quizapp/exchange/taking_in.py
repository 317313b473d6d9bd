"""Writing an import to the bank, after its report was seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from quizapp.bank import edit, images, publishing
from quizapp.models import Learner, Origin, Question

from .arriving import SAME, Arrival


@dataclass
class Taken:
    """Names of questions by what became of them, and what could not be saved after all."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)  # a title, and why


def take_in(
    session: Session,
    chosen: Iterable[Arrival],
    *,
    by: Learner,
    now: datetime,
    note: str,
    publish: bool = False,
    review: bool = False,
) -> Taken:
    """Save these questions: new ones as drafts, unless they are published. The caller commits."""
    taken = Taken()
    for one in chosen:
        question = session.get(Question, one.question_id) if one.question_id else None
        if one.action == SAME:
            continue
        for data in one.images.values():
            images.keep(session, data)
        try:
            saved = edit.save_revision(
                session, question, one.text, author=by, note=note, base_number=one.number,
                now=now, slug=one.slug, checked=one.checked,
            )  # fmt: skip
        except edit.Rejected as error:  # its lines are those of a file that nobody has
            told = dict.fromkeys(f"{each.what} {each.advice}".strip() for each in error.problems)
            taken.failed.append((one.title, " ".join(told)))
            continue
        except edit.Conflict as error:
            taken.failed.append((one.title, str(error)))
            continue
        (taken.changed if question else taken.new).append(saved.question.slug)
        session.merge(
            Origin(key=one.key, question_id=saved.question_id, digest=one.digest,
                   number=saved.number)
        )  # fmt: skip
        if publish and not question:
            _publish(session, saved.question, taken, by, now, review)
    return taken


def _publish(
    session: Session, question: Question, taken: Taken, by: Learner, now: datetime, review: bool
) -> None:
    try:
        if publishing.publish(session, question, by=by, now=now, review=review):
            taken.published.append(question.slug)
    except publishing.NotReady as error:
        taken.failed.append((question.title, str(error)))
