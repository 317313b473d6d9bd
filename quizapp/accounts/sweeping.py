"""Removes guests who can't come back: their browser stayed away for too long, and never answered.

Each new guest has some old ones removed, so that there are never many, and no request removes many.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from quizapp.accounts import ownership
from quizapp.accounts.sign_ins import LASTS
from quizapp.models import Attempt, Learner, SignIn

AT_ONCE = 5


def sweep(session: Session, *, now: datetime) -> int:
    """Remove some browsers that are no longer signed in, with their guests; how many guests."""
    late = SignIn.seen_at < now - LASTS
    oldest = select(SignIn.learner_id).where(late).order_by(SignIn.seen_at).limit(AT_ONCE)
    found = set(session.scalars(oldest))
    session.execute(delete(SignIn).where(SignIn.learner_id.in_(found), late))
    return sum(_remove(session, each) for each in sorted(found))


def _remove(session: Session, number: int) -> bool:
    """Remove the learner, if it is a guest whom neither a browser nor an answer still needs."""
    guest = session.get(Learner, number)
    if guest is None or not guest.is_guest:
        return False
    for needed in (SignIn, Attempt):
        if session.scalar(select(needed.id).where(needed.learner_id == number).limit(1)):
            return False
    ownership.remove(session, guest, anonymous=None)
    session.execute(delete(Learner).where(Learner.id == number))
    session.expunge(guest)
    return True
