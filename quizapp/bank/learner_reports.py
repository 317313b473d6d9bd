"""The problems that learners reported, for those who work on the bank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from quizapp.models import Attempt, Complaint, Learner, Question, Revision

from . import acts

LONGEST = 2000  # characters of a reply


@dataclass(frozen=True)
class ReportsOn:
    """The reports on one question, oldest first."""

    question: Question
    reports: tuple[Complaint, ...]


def unsettled(session: Session) -> dict[int, int]:
    """How many reports on each question are not settled, by question id."""
    query = select(Revision.question_id, func.count(Complaint.id)).join(Complaint.revision)
    query = query.where(Complaint.settled_at.is_(None)).group_by(Revision.question_id)
    return {row[0]: row[1] for row in session.execute(query)}


def grouped(
    session: Session, *, question_id: int | None = None, settled: bool = False
) -> list[ReportsOn]:
    """Reports by question, the question with most first; of one question, or the settled ones."""
    query = select(Complaint).join(Complaint.revision).options(
        joinedload(Complaint.revision).joinedload(Revision.question),
        joinedload(Complaint.settled_by),
        joinedload(Complaint.learner),
    )  # fmt: skip
    is_open = Complaint.settled_at.is_(None)
    query = query.where(~is_open if settled else is_open)
    if question_id is not None:
        query = query.where(Revision.question_id == question_id)
    found: dict[int, list[Complaint]] = {}
    for one in session.scalars(query.order_by(Complaint.created_at, Complaint.id)):
        found.setdefault(one.revision.question_id, []).append(one)
    groups = [ReportsOn(each[0].revision.question, tuple(each)) for each in found.values()]
    return sorted(groups, key=lambda group: -len(group.reports))


def answer_of(session: Session, report: Complaint) -> Attempt | None:
    """What the learner had answered when they reported the problem, or else answered then."""
    if report.learner_id is None:
        return None
    same = select(Attempt).where(Attempt.learner_id == report.learner_id,
                                 Attempt.seed == report.seed)  # fmt: skip
    same = same.where(Attempt.revision_id == report.revision_id)
    before = same.where(Attempt.created_at <= report.created_at)
    last = before.order_by(Attempt.created_at.desc(), Attempt.id.desc()).limit(1)
    first = same.order_by(Attempt.created_at, Attempt.id).limit(1)
    found = session.scalar(last) or session.scalar(first)
    return found if found and found.params == report.params else None


def settle(
    session: Session,
    report: Complaint,
    reply: str,
    *,
    by: Learner,
    now: datetime,
    fixed_in: int | None = None,
) -> None:
    """Settle a report with a reply to the learner; the caller commits."""
    if report.settled_at is None:
        report.settled_at, report.settled_by = now, by
        report.reply, report.fixed_in = reply.strip()[:LONGEST], fixed_in
        acts.record(session, "settle", by=by, now=now, question=report.revision.question,
                    report=report.id)  # fmt: skip


def reopen_report(session: Session, report: Complaint, *, by: Learner, now: datetime) -> None:
    """Take back that a report is settled; the caller commits."""
    if report.settled_at is not None:
        report.settled_at = report.settled_by = report.fixed_in = report.seen_at = None
        acts.record(session, "reopen", by=by, now=now, question=report.revision.question,
                    report=report.id)  # fmt: skip
