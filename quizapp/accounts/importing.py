"""Bringing an export from another server into an account.

Answers have tokens, so the same file can be imported again without counting anything twice. They
are marked again here: a file can say anything about marks. What belongs to one server, such as
interviews, drafts and tokens, stays there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from tomllib import TOMLDecodeError

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import BadQuestion, mark
from quizapp.accounts.import_file import ImportFile, SentAttempt, SentKeepsake, SentPlan
from quizapp.accounts.ownership import settle
from quizapp.models import Attempt, Keepsake, Learner, Question, Revision
from quizapp.models.base import EARLIEST
from quizapp.plan import zones
from quizapp.plan.own_plan import LEAST, LEVELS, MOST, plan_of, save_plan
from quizapp.practice import drawn_again
from quizapp.statistics.counting import changing

A_DAY = timedelta(days=1)  # more than any time zone moves a moment


@dataclass
class ImportReport:
    """What came in, and what did not and why."""

    added: int = 0
    known: int = 0  # answers that were here already
    keepsakes: int = 0
    plan: bool = False
    unread: int = 0  # rows of the file
    left: int = 0  # answers, when there was no more time
    missing: Counter[str] = field(default_factory=Counter)  # answers by a question not here
    # … or draws other numbers; by the title here
    changed: Counter[str] = field(default_factory=Counter)


def bring_in(
    session: Session,
    learner: Learner,
    file: ImportFile,
    *,
    now: datetime,
    enough: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Add what is new to the learner; the caller commits. When there is `enough`, stops early."""
    report = ImportReport(unread=file.unread)
    # all of it before the first row is written, because writing locks others out
    attempts = _marked(session, learner, file.attempts, report, now, enough)
    with changing(session, learner.id):
        session.add_all(attempts)
    report.plan = any(_bring_plan(session, learner, plan, now) for plan in file.plans[:1])
    for kept in file.keepsakes:
        report.keepsakes += _bring_keepsake(session, learner, kept, now)
    session.flush()
    return report


def _marked(
    session: Session,
    learner: Learner,
    sent: Iterable[SentAttempt],
    report: ImportReport,
    now: datetime,
    enough: Callable[[], bool],
) -> list[Attempt]:
    """The answers that are new, marked."""
    mine = select(Attempt.token).where(Attempt.learner_id == learner.id)
    known = set(session.scalars(mine))
    found = []
    for one in sent:
        if one.token in known:
            report.known += 1
        elif enough():
            report.left += 1
        elif not (revisions := _revisions(session, one)):
            report.missing[one.title or one.question] += 1
        elif attempt := _mark(learner, revisions, one, now):
            known.add(one.token)
            found.append(attempt)
        else:
            report.changed[revisions[0].question.title] += 1
    report.added = len(found)
    return found


def _revisions(session: Session, one: SentAttempt) -> list[Revision]:
    """The revisions of the question: first the one with the same number, then the latest."""
    query = select(Revision).join(Revision.question).where(Question.slug == one.question)
    rows = session.scalars(query.order_by(Revision.number.desc())).all()
    return sorted(rows, key=lambda row: row.number != one.revision)[:2]


def _mark(
    learner: Learner, revisions: list[Revision], one: SentAttempt, now: datetime
) -> Attempt | None:
    """The answer, marked here; None if none of the revisions gives what it answers."""
    for revision in revisions:
        try:
            exercise = drawn_again(revision, one.seed, one.params).exercise
            if exercise.fingerprint != one.fingerprint:
                continue
            marked = mark(exercise, one.responses)
        except (BadQuestion, TOMLDecodeError, ValueError):  # not drawn like that, or other parts
            continue
        at = min(max(one.created_at, EARLIEST), now)
        near = abs(one.day - at.date()) <= A_DAY
        return Attempt(
            learner_id=learner.id, revision_id=revision.id, seed=one.seed, redraw=exercise.redraw,
            fingerprint=exercise.fingerprint, params=dict(exercise.params),
            leaves={name: leaf.tolist() for name, leaf in exercise.leaves.items()},
            responses=one.responses, mark=marked.as_dict(), score=marked.score, token=one.token,
            door=one.door, hints_used=one.hints_used, duration_seconds=one.duration_seconds,
            created_at=at, day=one.day if near else at.date(),
        )  # fmt: skip
    return None


def _bring_keepsake(session: Session, learner: Learner, sent: SentKeepsake, now: datetime) -> bool:
    """Combine it with what is saved here about the question, if that is here."""
    number = session.scalar(select(Question.id).where(Question.slug == sent.question))
    if number is None:
        return False
    given = sent.model_dump(exclude={"question"}) | {"learner_id": learner.id}
    given |= {"question_id": number, "updated_at": min(sent.updated_at, now)}
    kept = session.get(Keepsake, (learner.id, number))
    if kept is None:
        session.add(Keepsake(**given))
        return True
    if sent.note in kept.note:  # from the same file, imported before
        given["note"] = ""
    settle(kept, given)
    return True


def _bring_plan(session: Session, learner: Learner, sent: SentPlan, now: datetime) -> bool:
    """Save the plan, unless there is one here."""
    if plan_of(session, learner):
        return False
    try:
        zone = zones.read(sent.time_zone)
    except ValueError:
        zone = "UTC"
    today = zones.day_in(now, zones.zone(zone))
    ahead = sent.interview_on if sent.interview_on and sent.interview_on >= today else None
    save_plan(
        session, learner, interview_on=ahead, skills=sent.skills, time_zone=zone, now=now,
        minutes_a_day=min(max(sent.minutes_a_day, LEAST), MOST),
        level=sent.level if sent.level in LEVELS else None,
    )  # fmt: skip
    return True
