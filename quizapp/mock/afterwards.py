"""After the interview: comparing texts with their model answers, and sharing the debrief."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.kinds import is_written
from quizapp.models import Interview

from .interviewing import log, served_of
from .items import ANSWERED, items_of


def check(session: Session, interview: Interview, index: int, points: Sequence[int]) -> None:
    """Log a text with the points of its rubric (counted from 1) that the learner ticked."""
    items = items_of(interview)
    if not interview.finished_at or not 0 <= index < len(items):
        return
    item, served = items[index], served_of(session, items[index])
    if is_written(item.kind) and item.state == ANSWERED and served:
        (name, text), *_ = item.responses.items()
        ticks = " ".join(map(str, points)) or "none"
        given = {name: f"{text}\n[self-check: {ticks}]"}
        log(session, interview.learner, served, items, index, given)


def share(interview: Interview) -> None:
    """Let anyone with the link read the debrief."""
    if interview.finished_at:
        interview.share_token = interview.share_token or secrets.token_urlsafe(24)


def unshare(interview: Interview) -> None:
    interview.share_token = None


def shared(session: Session, token: str) -> Interview | None:
    return session.scalar(select(Interview).where(Interview.share_token == token))
