"""A second pair of eyes for changes of published questions, where the settings ask for it.

Until somebody else approves the change, learners are asked the question as it was.
"""

from __future__ import annotations

from datetime import datetime
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.models import (
    PUBLISHED,
    REVIEWER,
    Act,
    Learner,
    Proposal,
    Question,
    Revision,
    latest_revision,
)

from . import edit
from .acts import record
from .answered import type_problems
from .field_merge import FieldMerge, put_together
from .file_problem import Problem
from .form_words import label
from .merging import Merge
from .publishable import worsened

SENT = (
    "Sent for review: a reviewer other than you has to approve it. Until then, learners are asked "
    "the question as it was."
)
CHOOSE = "Edit the change to choose what to keep, and send it for review again."
CHANGED_SINCE = "It was edited after you opened this page. Look at it again, then decide."
WHY = "Say in a few words why, so that its author knows what to do."
KEEP = "Edit that change instead, or wait until it's approved, declined or withdrawn."


CHANGE_ACTS = ("propose", "approve", "decline", "withdraw")


class CannotApprove(ValueError):
    """Somebody may not approve a change; says who may."""


def waits(question: Question | None, review: bool) -> bool:
    """Whether a change of this question needs an approval."""
    return review and question is not None and question.state == PUBLISHED


def proposed(session: Session, question: Question) -> Proposal | None:
    """The change that waits for an approval, if there is one."""
    return session.get(Proposal, question.id)


def all_proposed(session: Session) -> list[Proposal]:
    """Every change that waits, the oldest first."""
    return list(session.scalars(select(Proposal).order_by(Proposal.created_at)))


def in_the_way(
    session: Session, question: Question, text: str, *, author: Learner, over: str
) -> list[Problem]:
    """Why this change would replace another that waits, which was not in sight when it was made."""
    waiting = proposed(session, question)
    if waiting is None or waiting.stamp == over:
        return []
    is_own = waiting.author_id == author.id
    if is_own and waiting.text == text:
        return []
    whose = "Your own" if is_own else f"{waiting.author.name}'s"
    what = f"{whose} change is waiting for approval, and this would replace it."
    return [Problem(question.slug, None, what, KEEP)]


def propose(
    session: Session,
    question: Question,
    text: str,
    *,
    author: Learner,
    note: str,
    base_number: int,
    now: datetime,
    over: str = "",
) -> Proposal | None:
    """Let this change wait for approval; None if it changes nothing.

    `over` is the stamp of the waiting change that it was made on top of; it never takes the place
    of another. Raises `Rejected` or `Conflict`, as saving would. The caller commits.
    """
    text, waiting = text.replace("\r\n", "\n"), proposed(session, question)
    if found := in_the_way(session, question, text, author=author, over=over):
        raise edit.Rejected(found)
    if waiting and waiting.stamp != over:
        return waiting  # sent twice
    edit.check_revision(session, question, text)
    latest = latest_revision(session, question.id)
    if latest is None or latest.number != base_number:
        raise edit.Conflict(latest) if latest else KeyError(question.slug)
    if latest.text == text:
        return None
    if found := worsened(session, question, text, question.slug):
        raise edit.Rejected(found)
    row = session.merge(
        Proposal(
            question_id=question.id,
            base_number=base_number,
            text=text,
            note=note,
            author_id=author.id,
            created_at=now,
        )
    )
    record(session, "propose", by=author, now=now, question=question, note=note)
    return row


def onto_latest(session: Session, proposal: Proposal, latest: Revision) -> Merge | FieldMerge:
    """The change together with what came in since the revision that was edited."""
    return put_onto(session, proposal.text, proposal.base_number, latest)


def put_onto(session: Session, text: str, base: int, latest: Revision) -> Merge | FieldMerge:
    """A text that was made from the revision `base`, together with what came in since."""
    was = select(Revision.text).where(
        Revision.question_id == latest.question_id, Revision.number == base
    )
    return put_together(session.scalar(was) or "", text, latest.text)


def clash(merged: Merge | FieldMerge, latest: Revision) -> str:
    """Why a change can't be put onto the latest revision; nothing if it can."""
    if not merged.contested:
        return ""
    keys = ([key for key in one.where or () if isinstance(key, str)] for one in merged.contested)
    fields = ", ".join(dict.fromkeys(label(found[-1]) for found in keys if found))
    same = f"the same as this change ({fields})" if fields else "the same lines as this change"
    return f"Revision {latest.number} has changed {same}. {CHOOSE}"


def built_on(session: Session, proposal: Proposal) -> list[Act]:
    """The changes by others that this one was made on top of, as they were proposed."""
    acts = select(Act).where(Act.question_id == proposal.question_id, Act.name.in_(CHANGE_ACTS))
    newest = session.scalars(acts.order_by(Act.id.desc()))
    found = [*takewhile(lambda act: act.name == "propose", newest)]
    return [act for act in reversed(found) if act.actor_id != proposal.author_id]


def may_decide(proposal: Proposal, person: Learner) -> bool:
    """Whether this person's eyes are the second pair."""
    return person.may(REVIEWER) and proposal.author_id != person.id


def approve(session: Session, proposal: Proposal, *, by: Learner, now: datetime) -> Revision:
    """Put the change onto the latest revision; raises `CannotApprove` or `Rejected`."""
    if not may_decide(proposal, by):
        raise CannotApprove("A reviewer other than its author has to approve this change.")
    question, latest = proposal.question, latest_revision(session, proposal.question_id)
    if latest is None:
        raise KeyError(question.slug)
    merged = onto_latest(session, proposal, latest)
    if clashing := clash(merged, latest):
        raise CannotApprove(clashing)
    place, text, added = question.slug, merged.text(), latest
    if latest.number != proposal.base_number:
        edit.check_revision(session, question, text)  # nobody has checked both changes together
    fixed = type_problems(session, question, text, place)
    if fixed := fixed or worsened(session, question, text, place):
        raise CannotApprove(f"{fixed[0].what} {fixed[0].advice}")
    if text != latest.text:
        notes = [*(act.detail["note"] for act in built_on(session, proposal)), proposal.note]
        added = edit.write_revision(
            session,
            question,
            text,
            number=latest.number + 1,
            author=proposal.author,
            note="; ".join(dict.fromkeys(filter(None, notes))),
            now=now,
        )
    session.delete(proposal)
    record(session, "approve", by=by, now=now, question=question, revision=added.number)
    return added


def as_seen(stamp: str, seen: str | None) -> None:
    """Raise `CannotApprove` if what somebody has seen, if they say so, isn't this any more."""
    if seen and seen != stamp:
        raise CannotApprove(CHANGED_SINCE)


def drop(
    session: Session, proposal: Proposal, why: str = "", *, by: Learner, now: datetime
) -> None:
    """Decline the change and say why, or withdraw one's own; the log keeps its text."""
    is_own = proposal.author_id == by.id
    if not may_decide(proposal, by) and not is_own:
        raise CannotApprove("Only its author or a reviewer can decline this change.")
    if not is_own and not why:
        raise CannotApprove(WHY)
    record(
        session,
        "withdraw" if is_own else "decline",
        by=by,
        now=now,
        question=proposal.question,
        person=None if is_own else proposal.author,
        **{"note": why, "text": proposal.text, "base": proposal.base_number},
        change=proposal.note,
    )
    session.delete(proposal)
